// What is taken over from a text byte by byte: a slice with its small edits, moved to another column. Prints nothing.

import type { TextEdit } from "../diagnostic.ts";
import type { Reference } from "../document/reference.ts";
import { applyTextEdits, normalizeTextEdits } from "./apply-text-edits.ts";
import { editBlock } from "./block-edit.ts";
import { editFlow } from "./flow-edit.ts";
import { nodeAt } from "./locate.ts";
import { overlaps } from "./planning.ts";
import type { Planning } from "./planning.ts";
import { printKey } from "./print-value.ts";
import { keyEdit, stringEdits } from "./scalar-edit.ts";

/** What changes inside a task that is taken over. */
export interface OwnChanges {
  readonly task: Reference;
  /** The task's new name, where it gets one. */
  readonly name?: string | undefined;
  readonly strings: ReadonlyMap<Reference, string>;
  /** A field of the task that stays behind. */
  readonly without?: string | undefined;
}

/** The text of `[start, end)` with a task's own changes and those of `inner` that lie in it. */
export function editedSlice(
  planning: Planning,
  inner: readonly TextEdit[],
  { task, name, strings, without }: OwnChanges,
  start: number,
  end: number,
): string {
  const edits = stringEdits(planning, strings);
  if (name !== undefined) {
    const edit = keyEdit(planning, task, (style, flow) => printKey(name, style, flow));
    if (edit !== undefined) edits.push(edit);
  }
  if (without !== undefined) edits.push(...removalOf(planning, task, without));
  for (const edit of inner) {
    const inside = edit.range.start >= start && edit.range.end <= end;
    if (inside && !edits.some(({ range }) => overlaps(range, edit.range))) edits.push(edit);
  }
  const local = edits.map((edit) => ({
    range: { start: edit.range.start - start, end: edit.range.end - start },
    text: edit.text,
  }));
  const raw = planning.text.slice(start, end);
  return applyTextEdits(raw, normalizeTextEdits(raw, local));
}

function removalOf(planning: Planning, task: Reference, field: string): readonly TextEdit[] {
  const node = nodeAt(planning.root, task);
  const index = node?.entries.findIndex(({ key }) => key === field) ?? -1;
  if (node === undefined || index < 0) return [];
  const own: Planning = { ...planning, edits: [] };
  (node.style === "flow" ? editFlow : editBlock)(own, node, new Set([index]), []);
  return own.edits;
}

/** Every line moved by `delta` columns; the first one only where it is a whole line. Blank lines stay as they are. */
export function shifted(text: string, delta: number, keepFirst = false): string {
  if (delta === 0) return text;
  return text
    .split("\n")
    .map((line, i) => {
      if ((keepFirst && i === 0) || line.trim() === "") return line;
      if (delta > 0) return " ".repeat(delta) + line;
      const blanks = line.length - line.trimStart().length;
      return line.slice(Math.min(blanks, -delta));
    })
    .join("\n");
}
