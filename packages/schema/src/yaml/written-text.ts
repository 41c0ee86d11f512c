// New tasks that came with a text of their own, put in as written: lines are re-indented and get the receiver's line breaks, names of
// tasks and anchors follow. Answers undefined where only printing is left; the planner proves what comes out either way.

import { joinReference, parentReference, referenceTokens } from "../document/reference.ts";
import type { TextRange } from "../diagnostic.ts";
import { anchorEdits, anchorsIn } from "./anchor-names.ts";
import { blockExtents } from "./block-extent.ts";
import { hasComments } from "./comments-in.ts";
import type { WrittenPiece } from "./edit-changes.ts";
import { entryPath, nodeAt } from "./locate.ts";
import { columnOf } from "./planning.ts";
import type { Planning } from "./planning.ts";
import { planningOf } from "./planning-of.ts";
import type { Source } from "./source.ts";
import type { SyntaxEntry, SyntaxNode } from "./syntax-tree.ts";
import { editedSlice, shifted } from "./taken-text.ts";

/** How far written tasks are taken over: with their aliases, with aliases of the receiver written out, or not at all. */
export type WrittenMode = "as-written" | "spelled-out" | "printed";

interface WrittenList {
  readonly list: SyntaxNode;
  readonly index: number;
  readonly entry: SyntaxEntry;
  readonly path: readonly SyntaxEntry[];
}

function placeOf(source: Source, item: string): WrittenList | undefined {
  const list = nodeAt(source.root, parentReference(item) ?? "");
  const index = Number(referenceTokens(item).at(-1));
  const entry = list?.entries[index];
  const path = entryPath(source.root, parentReference(item) ?? "");
  return list?.type !== "seq" || entry === undefined || path === undefined ? undefined : { list, index, entry, path };
}

/** The edits that all written tasks of one text need, so that anchors mean what they did. */
export function writtenEdits(receiver: Planning, source: Source, items: readonly string[], mode: WrittenMode) {
  const own = planningOf(source, receiver.style.literals);
  const entries = items.flatMap((item) => placeOf(source, item)?.entry ?? []);
  const defined = definitions(source.root);
  const edits = anchorEdits(
    { ...own, style: { ...receiver.style, step: own.style.step, dash: own.style.dash, eol: "\n" } },
    entries,
    anchorsIn(receiver.root),
    (alias) => mode === "spelled-out" || defined.some(({ name, end }) => name === alias.anchor && end <= alias.start),
  );
  return { planning: own, inner: edits };
}

function definitions(root: SyntaxNode | undefined): { readonly name: string; readonly end: number }[] {
  const found: { readonly name: string; readonly end: number }[] = [];
  const walk = (node: SyntaxNode): void => {
    if (node.type !== "alias" && node.anchor !== undefined) found.push({ name: node.anchor, end: node.end });
    for (const entry of node.entries) walk(entry.value);
  };
  if (root !== undefined) walk(root);
  return found;
}

export type WrittenContext = ReturnType<typeof writtenEdits>;

/**
 * The task as lines of a block list whose dashes stand at `column`, without the last line break. Begins with a blank line where one
 * set it apart from the task before it. Undefined where the text is JSON or the item shares its first line.
 */
export function writtenLines(
  { planning, inner }: WrittenContext,
  piece: WrittenPiece,
  name: string,
  column: number,
  eol: string,
): string | undefined {
  const place = placeOf(piece.source, piece.item);
  if (place === undefined || planning.style.json) return undefined;
  const { list, index, entry } = place;
  const changes = ownChanges(piece, entry, name);
  const finish = (text: string): string => text.replaceAll(/\r?\n/g, eol);
  if (list.style === "flow") {
    const raw = editedSlice(planning, inner, changes, entry.start, entry.end);
    return finish(`${" ".repeat(column)}- ${shifted(raw, column + 2 - columnOf(planning, entry.start), true)}`);
  }
  const extent = blockExtents(planning, list)[index];
  if (extent?.ownLine !== true) return undefined;
  const { start, end, apart } = withLooseComments(planning, place, extent);
  const lines = editedSlice(planning, inner, changes, start, end).replace(/(?:\r?\n[ \t]*)+$/, "");
  return (apart ? eol : "") + finish(shifted(lines, column - columnOf(planning, entry.start)));
}

/** The task on one line of a flow list; undefined where it was not written so. */
export function writtenFlow(
  { planning, inner }: WrittenContext,
  piece: WrittenPiece,
  name: string,
): string | undefined {
  const place = placeOf(piece.source, piece.item);
  if (place?.list.style !== "flow" || planning.style.json) return undefined;
  const { entry } = place;
  if (hasComments(planning.text, planning.root, entry.start, entry.end)) return undefined;
  const raw = editedSlice(planning, inner, ownChanges(piece, entry, name), entry.start, entry.end);
  return raw.includes("\n") ? undefined : raw;
}

/** True where the lines of a task, or those around it that go with it, hold comments. */
export function hasWrittenComments({ source, item }: Pick<WrittenPiece, "source" | "item">): boolean {
  const place = placeOf(source, item);
  if (place === undefined) return false;
  const planning = planningOf(source, true);
  const extent = place.list.style === "block" ? blockExtents(planning, place.list)[place.index] : undefined;
  const { start, end } = extent === undefined ? place.entry : withLooseComments(planning, place, extent);
  return hasComments(source.text, source.root, start, end);
}

function ownChanges({ item, strings }: WrittenPiece, entry: SyntaxEntry, name: string) {
  const key = String(entry.value.entries[0]?.key ?? "");
  return { task: joinReference(item, key), strings, name: key === name ? undefined : name };
}

/** The lines of an item with the comments that stand alone before it and, of a list that is the whole text, after the last one. */
function withLooseComments(
  planning: Planning,
  { list, index, path }: WrittenList,
  extent: TextRange,
): TextRange & { readonly apart: boolean } {
  const { text, lines } = planning;
  const extents = blockExtents(planning, list);
  const whole = path.length === 0;
  const holder = path.at(-1);
  const top = holder === undefined ? headEnd(text, list.start) : lines.next(lines.lineAt(holder.colon));
  const from = index === 0 ? top : (extents[index - 1]?.end ?? extent.start);
  const before = text.slice(Math.min(from, extent.start), extent.start);
  const start = extent.start - before.replace(/^(?:[^\S\n]*\n)+/, "").length;
  const tail =
    whole && index === extents.length - 1 ? text.slice(extent.end).replace(/^\.\.\.(?![^\r\n])[^]*/m, "") : "";
  return { start, end: extent.end + tail.length, apart: index > 0 && start > from };
}

/** The offset behind the line that begins a document (`---`, `%YAML`), or 0. */
function headEnd(text: string, until: number): number {
  const heads = [...text.slice(0, until).matchAll(/^(?:---|%)[^\n]*\n/gm)];
  const last = heads.at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}
