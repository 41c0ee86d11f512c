// Applies the first certain fix of each diagnostic that has one (never those that need a choice), until nothing more can be fixed.

import { applyTextEdits, parseSource, validate } from "@ironweave/schema";
import type { TextEdit } from "@ironweave/schema";

const MAX_ROUNDS = 10;

/** The mended text, and how many diagnostics were mended. A fix that overlaps an earlier one waits for the next round. */
export function applyFixes(text: string): { readonly text: string; readonly count: number } {
  let current = text;
  let count = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const edits: TextEdit[] = [];
    for (const { fixes } of validate(parseSource(current))) {
      const own = fixes?.find(({ byHand }) => byHand !== true)?.edits ?? [];
      if (own.length === 0 || own.some((edit) => edits.some((other) => overlap(edit, other)))) continue;
      edits.push(...own);
      count += 1;
    }
    if (edits.length === 0) break;
    current = applyTextEdits(
      current,
      edits.toSorted((left, right) => left.range.start - right.range.start),
    );
  }
  return { text: current, count };
}

function overlap({ range: left }: TextEdit, { range: right }: TextEdit): boolean {
  return left.start < right.end + 1 && right.start < left.end + 1;
}
