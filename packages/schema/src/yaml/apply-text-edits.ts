// Text edits applied, undone and put in order. Knows nothing of YAML.

import type { TextEdit } from "../diagnostic.ts";

/** The text after the edits. They must be sorted and must not overlap, as those of a plan are; else a RangeError is thrown. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits) {
    if (edit.range.start < at || edit.range.end < edit.range.start || edit.range.end > text.length) {
      throw new RangeError(`text edits overlap or leave the text at offset ${edit.range.start}`);
    }
    result += text.slice(at, edit.range.start) + edit.text;
    at = edit.range.end;
  }
  return result + text.slice(at);
}

/** The edits that lead back from the edited text to `text`. */
export function invertTextEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return edits.map((edit) => {
    const start = edit.range.start + shift;
    shift += edit.text.length - (edit.range.end - edit.range.start);
    return { range: { start, end: start + edit.text.length }, text: text.slice(edit.range.start, edit.range.end) };
  });
}

/** Sorts edits, joins those that touch, and narrows each to what differs; edits that change nothing are left out. */
export function normalizeTextEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort(
      (a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.order - b.order,
    );
  const joined: TextEdit[] = [];
  for (const { edit } of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && last.range.end === edit.range.start) {
      joined[joined.length - 1] = {
        range: { start: last.range.start, end: edit.range.end },
        text: last.text + edit.text,
      };
    } else joined.push(edit);
  }
  return joined
    .map((edit) => narrowed(text, edit))
    .filter((edit) => edit.range.start < edit.range.end || edit.text !== "");
}

function narrowed(text: string, edit: TextEdit): TextEdit {
  const old = text.slice(edit.range.start, edit.range.end);
  const most = Math.min(old.length, edit.text.length);
  let head = 0;
  while (head < most && old[head] === edit.text[head]) head++;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === edit.text[edit.text.length - 1 - tail]) tail++;
  return {
    range: { start: edit.range.start + head, end: edit.range.end - tail },
    text: edit.text.slice(head, edit.text.length - tail),
  };
}
