// Lets go of texts that were typed into a form and refused, where the document has got another value in their place since: by the text,
// an undo, another window. A field that is shown does so itself; a form that is not shown would say for ever that something is not
// saved. No React, no DOM.

import { resolveReference } from "@ironweave/schema";
import type { EditorStore } from "./editor-state.ts";
import type { FormDrafts, HeldText } from "./form-drafts.ts";

/** Watches until the returned function is called. */
export function releaseStale(drafts: FormDrafts, store: EditorStore): () => void {
  /** By key: what was typed, and the document's value in its place by then. */
  let known = new Map<string, { readonly held: HeldText; readonly value: string | undefined }>();
  const valueAt = (key: string): string | undefined =>
    JSON.stringify(resolveReference(store.getState().drawing.source.value, key));
  const note = (): void => {
    known = new Map(
      [...drafts.getState()].map(([key, held]) => {
        const before = known.get(key);
        return [key, before?.held === held ? before : { held, value: valueAt(key) }];
      }),
    );
  };
  note();
  const stopDrafts = drafts.subscribe(note);
  const stopStore = store.subscribe(({ drawing }, old) => {
    if (drawing.source === old.drawing.source) return;
    for (const [key, { held, value }] of known) {
      // A step that is not there just now may come back: an undo, the end of a mistake in the text.
      const isThere = held.task === "" || drawing.index.places.has(held.task);
      if (isThere && !drafts.isShown(key) && valueAt(key) !== value) drafts.release(key);
    }
  });
  return () => {
    stopDrafts();
    stopStore();
  };
}
