// The "Undo" beside a message about an edit. The invariant: it takes back that edit and no other, so it goes away as soon as the
// edit is not the newest one.

import type { EditorStore } from "../store/editor-state.ts";

/** What a message is shown with. */
export interface UndoOffer {
  readonly action: { readonly label: string; readonly onSelect: () => void };
  readonly until: (over: () => void) => () => void;
}

/** The offer to take back the newest edit, or nothing where there is none. */
export function undoOffer(store: EditorStore): UndoOffer | undefined {
  const entry = store.getState().undoId;
  if (entry === undefined) return undefined;
  return {
    action: { label: "Undo", onSelect: () => store.undo(entry) },
    until(over) {
      const check = () => void (store.getState().undoId !== entry && over());
      check();
      return store.subscribe(check);
    },
  };
}
