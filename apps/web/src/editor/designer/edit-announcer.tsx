// Says politely what a gesture, a command or an undo did, for those who do not see the drawing change. Typing is not announced:
// the field that is typed into says it itself.

import { useEffect, useState } from "react";
import type { EditorState } from "../store/editor-state.ts";
import { useDesigner } from "./designer-context.ts";

/** Shows nothing; a live region. */
export function EditAnnouncer() {
  const { store } = useDesigner();
  const [said, setSaid] = useState("");
  useEffect(
    () =>
      store.subscribe((state, old) => {
        const words = announcement(state, old);
        // The same words twice in a row are read twice only where the text differs.
        if (words !== undefined) setSaid((last) => (last === words ? `${words}\u00a0` : words));
      }),
    [store],
  );
  return (
    <p role="status" aria-label="Edits" className="visually-hidden">
      {said}
    </p>
  );
}

/** What to say of a change of the editor's state, or nothing. */
export function announcement(state: EditorState, old: EditorState): string | undefined {
  if (state.change !== old.change) {
    const { origin } = state.change;
    if (origin === "canvas") return state.undoLabel;
    if (origin !== "history") return undefined;
    return state.redoLabel !== undefined && state.redoLabel === old.undoLabel
      ? `Undone: ${state.redoLabel}`
      : `Redone: ${state.undoLabel ?? ""}`;
  }
  if (state.selection === old.selection) return undefined;
  const { length } = state.selection;
  return length > 1 || old.selection.length > 1 ? `${length} ${length === 1 ? "step" : "steps"} selected` : undefined;
}
