// Renames an entry of a map. What `use` defines is meant elsewhere by its name, and those places follow.

import { nameInText, renameInText } from "@ironweave/schema";
import type { EditorStore, Refusal } from "../store/editor-state.ts";

/** Renames the entry at a reference as one undo step, or says why not. */
export function renameEntry(store: EditorStore, at: string, name: string, label: string): Refusal {
  const { drawing, stale } = store.getState();
  const key = at.startsWith("/use/") && !stale ? drawing.source.locate(at, "key") : undefined;
  // Behind the quote, where the key has one.
  const offset = key === undefined ? undefined : key.start + 1;
  if (offset === undefined || nameInText(drawing.source, offset) === undefined)
    return store.perform([{ type: "rename-entry", at, name }], label, "form");
  const result = renameInText(drawing.source, offset, name);
  if (!result.ok) return result.message;
  store.applyTextEdits(result.edits, label, "form");
  return undefined;
}
