// Between the store's offsets (UTF-16, of the text as it is) and Monaco's, which leaves out a byte order mark. Pure.

import type { TextEdit } from "@ironweave/schema";

/** A change as Monaco tells it: offsets in the text before it. */
export interface ContentChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** How many code units of the text Monaco does not count. */
export function hiddenUnits(text: string): number {
  return text.startsWith("\uFEFF") ? 1 : 0;
}

/** Monaco's changes as sorted edits of the store's text. */
export function editsOfChanges(changes: readonly ContentChange[], hidden: number): readonly TextEdit[] {
  return changes
    .map(({ rangeOffset, rangeLength, text }) => ({
      range: { start: rangeOffset + hidden, end: rangeOffset + rangeLength + hidden },
      text,
    }))
    .toSorted((a, b) => a.range.start - b.range.start);
}
