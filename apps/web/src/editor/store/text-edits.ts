// Arithmetic on text edits: inverse, region of difference, moving edits past a foreign change. Pure; reads no store.

import type { TextEdit, TextRange } from "@ironweave/schema";

/** Applies sorted, non-overlapping edits to a text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const { range, text: inserted } of edits) {
    result += text.slice(at, range.start) + inserted;
    at = range.end;
  }
  return result + text.slice(at);
}

/** The edits that undo `edits`: `applyEdits(applyEdits(t, e), invertEdits(t, e)) === t`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return edits.map(({ range, text: inserted }) => {
    const start = range.start + shift;
    shift += inserted.length - (range.end - range.start);
    return { range: { start, end: start + inserted.length }, text: text.slice(range.start, range.end) };
  });
}

/** The smallest single replacement that turns `before` into `after`, or none where they are equal. */
export function differenceEdits(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const { start, end } = changedRegion(before, after);
  return [{ range: { start, end }, text: after.slice(start, after.length - (before.length - end)) }];
}

/** The span of `before` that differs from `after`: what stands outside of it is equal in both. */
export function changedRegion(before: string, after: string): TextRange {
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < limit - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { start, end: before.length - tail };
}

/**
 * Moves edits planned on `planned` so that they fit `current`, which differs from it in one region.
 * Undefined where an edit touches that region.
 */
export function rebaseEdits(
  edits: readonly TextEdit[],
  planned: string,
  current: string,
): readonly TextEdit[] | undefined {
  if (planned === current) return edits;
  const region = changedRegion(planned, current);
  const shift = current.length - planned.length;
  const moved: TextEdit[] = [];
  for (const edit of edits) {
    if (edit.range.end <= region.start) moved.push(edit);
    else if (edit.range.start >= region.end)
      moved.push({ range: { start: edit.range.start + shift, end: edit.range.end + shift }, text: edit.text });
    else return undefined;
  }
  return moved;
}
