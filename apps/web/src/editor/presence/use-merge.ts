// What is to be merged into the person's text: first another text of their own, else the newer common text. Taken once, when the
// dialog opens: what comes meanwhile is merged next.

import { useState } from "react";
import type { DesignerSession } from "../designer/designer-context.ts";
import { useDesigner } from "../designer/designer-context.ts";
import { mergedText, mergeTexts, type MergeChunk } from "../merge/merge-texts.ts";
import { headTitle } from "./merge-words.ts";

/** A merge to be decided. */
export interface PendingMerge {
  readonly chunks: readonly MergeChunk[];
  readonly mine: string;
  readonly theirs: string;
  /** What the other text is called: "Version 5 by Anna". */
  readonly title: string;
  /** The same for a choice: "Anna’s". */
  readonly short: string;
  /** Makes the merged text the person's. False where their text has changed meanwhile in the same lines. */
  readonly finish: (merged: string) => boolean;
}

/** The merge, or undefined where there is none any more. */
export function useMerge(): PendingMerge | undefined {
  const session = useDesigner();
  const [pending] = useState(() => readMerge(session));
  return pending;
}

function readMerge({ store, autosave, drafts, collaboration }: DesignerSession): PendingMerge | undefined {
  // What is typed in a form belongs to the text.
  drafts.flush();
  const { text: mine, save } = store.getState();
  const { newer } = collaboration.getState();
  /** The person's text may have grown while the dialog was open, e.g. by another window. */
  const withLater = (merged: string) => mergedText(mergeTexts(mine, merged, store.getState().text));
  const finishWith = (apply: (text: string) => void) => (merged: string) => {
    const text = withLater(merged);
    if (text !== undefined) apply(text);
    return text !== undefined;
  };
  if (save.type === "conflict") {
    const { base, theirs, from } = save;
    return {
      chunks: mergeTexts(base, mine, theirs),
      mine,
      theirs,
      title: from === "window" ? "Your other window" : "What this browser has kept",
      short: from === "window" ? "Other window" : "Kept",
      finish: finishWith((text) => autosave.resolve(text)),
    };
  }
  if (newer === undefined) return undefined;
  return {
    chunks: mergeTexts(autosave.base().text, mine, newer.text),
    mine,
    theirs: newer.text,
    title: headTitle(newer),
    short: newer.author === undefined ? "Theirs" : `${newer.author}’s`,
    finish: finishWith((text) => autosave.merge(newer, text)),
  };
}
