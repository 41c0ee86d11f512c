// Changes of task lists as text edits: items leave and enter as whole lines, `then` and names are replaced in place.

import type { Json } from "@ironweave/jq";
import type { TextEdit } from "../diagnostic.ts";
import { referenceTokens } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { anchorEdits, anchorsIn } from "./anchor-names.ts";
import { editBlock } from "./block-edit.ts";
import type { ListChanges, Piece } from "./edit-changes.ts";
import { editFlow, isMultiLine } from "./flow-edit.ts";
import { entryPath, nodeAt } from "./locate.ts";
import { pieceFlow, pieceLines, pieceValue } from "./piece-text.ts";
import type { PieceContext } from "./piece-text.ts";
import { planEntry, placeAfterMark, replaceEntryValue } from "./plan-value.ts";
import { columnOf } from "./planning.ts";
import type { Planning } from "./planning.ts";
import { printFlow, printFlowMember, printKey } from "./print-value.ts";
import { keyEdit, stringEdits } from "./scalar-edit.ts";
import { entryOf } from "./syntax-tree.ts";
import type { Source } from "./source.ts";
import type { SyntaxEntry, SyntaxNode } from "./syntax-tree.ts";
import { writtenEdits } from "./written-text.ts";
import type { WrittenContext, WrittenMode } from "./written-text.ts";

/** Plans the changes; false where the text has no place of its own for one of them (behind an alias). */
export function planLists(
  planning: Planning,
  document: Json,
  changes: ListChanges,
  inner: readonly TextEdit[],
  mode: WrittenMode = "as-written",
): boolean {
  const context: PieceContext = { planning, document, inner, ...textsOf(planning, changes, mode) };
  const inPlace = stringEdits(planning, changes.strings);
  for (const { item, name } of changes.renames) {
    const edit = keyEdit(planning, item.task, (style, flow) => printKey(name, style, flow));
    if (edit === undefined) return false;
    inPlace.push(edit);
  }
  const lists = new Set([...changes.removals, ...changes.insertions].map(({ list }) => list));
  for (const list of lists) {
    const removed = new Set(changes.removals.filter((item) => item.list === list).map((item) => item.index));
    const insertions = changes.insertions.filter((insertion) => insertion.list === list);
    const node = nodeAt(planning.root, list);
    if (node?.type === "seq" && node.entries.length > 0) {
      if (!planItems(context, list, node, removed, insertions)) return false;
    } else if (
      !planNewList(
        context,
        list,
        insertions.flatMap(({ pieces }) => pieces),
      )
    )
      return false;
  }
  planning.edits.push(...inPlace);
  return true;
}

/** What copies and written tasks need so that their anchors keep to themselves. */
function textsOf(
  planning: Planning,
  changes: ListChanges,
  mode: WrittenMode,
): Pick<PieceContext, "copies" | "written"> {
  const pieces = changes.insertions.flatMap((insertion) => insertion.pieces);
  const copied = pieces.flatMap((piece) =>
    piece.type === "old" && piece.copy ? (entryPath(planning.root, piece.from.item)?.at(-1) ?? []) : [],
  );
  const copies = copied.length === 0 ? [] : anchorEdits(planning, copied, anchorsIn(planning.root), () => false);
  const items = Map.groupBy(
    pieces.flatMap((piece) => (piece.type === "new" ? (piece.written ?? []) : [])),
    ({ source }) => source,
  );
  const written = new Map<Source, WrittenContext>();
  for (const [source, group] of mode === "printed" ? [] : items)
    written.set(
      source,
      writtenEdits(
        planning,
        source,
        group.map(({ item }) => item),
        mode,
      ),
    );
  return { copies, written };
}

type Insertions = readonly { readonly index: number; readonly pieces: readonly Piece[] }[];

function planItems(
  context: PieceContext,
  list: Reference,
  node: SyntaxNode,
  removed: ReadonlySet<number>,
  insertions: Insertions,
): boolean {
  const { planning } = context;
  const first = node.entries[0]?.start ?? node.contentStart;
  if (node.style === "flow") {
    const column = isMultiLine(planning, node) ? columnOf(planning, first) : undefined;
    const texts = insertions.map(({ index, pieces }) => ({
      index,
      texts: pieces.flatMap((piece) => pieceFlow(context, piece, column) ?? []),
    }));
    if (texts.some(({ texts }, i) => texts.length !== insertions[i]?.pieces.length)) return false;
    editFlow(planning, node, removed, texts);
    return true;
  }
  if (insertions.length === 0 && removed.size === node.entries.length) {
    const path = entryPath(planning.root, list) ?? [];
    const entry = path.at(-1);
    const parent = path.length > 1 ? path.at(-2)?.value : planning.root;
    if (entry !== undefined && parent !== undefined) replaceEntryValue(planning, parent, entry, []);
    return true;
  }
  const column = columnOf(planning, first);
  const texts = insertions.map(({ index, pieces }) => ({
    index,
    texts: pieces.map((piece) => pieceLines(context, piece, column)),
  }));
  editBlock(planning, node, removed, texts);
  return true;
}

/** A list that is missing, null or empty: made in block style where its parent is, with all missing parents. */
function planNewList(context: PieceContext, list: Reference, pieces: readonly Piece[]): boolean {
  const { planning, document } = context;
  if (pieces.length === 0) return true;
  let parent = planning.root;
  let holder: { readonly node: SyntaxNode; readonly entry: SyntaxEntry } | undefined;
  const tokens = referenceTokens(list);
  while (tokens.length > 0 && parent !== undefined && parent.entries.length > 0) {
    const entry = entryOf(parent, tokens[0] ?? "");
    if (entry === undefined) break;
    holder = { node: parent, entry };
    parent = entry.value;
    tokens.shift();
  }
  if (parent === undefined || parent.type === "alias") return false;
  const values = pieces.map((piece) => pieceValue(document, piece));
  const nested = tokens.reduceRight<Json>((value, token) => ({ [token]: value }), values);
  const style = planning.style;
  if (parent.entries.length > 0) {
    // A map that lacks the member.
    const index = parent.entries.length;
    const [token = "", ...rest] = tokens;
    if (parent.style === "flow") {
      const member = printFlowMember(
        token,
        printFlow(
          rest.reduceRight<Json>((v, t) => ({ [t]: v }), values),
          style,
        ),
        style,
      );
      editFlow(planning, parent, new Set(), [{ index, texts: [member] }]);
      return true;
    }
    const column = columnOf(planning, parent.entries[0]?.start ?? 0);
    editBlock(planning, parent, new Set(), [{ index, texts: [listLines(context, tokens, pieces, column)] }]);
    return true;
  }
  if (holder === undefined) return false;
  if (holder.node.style === "flow" || style.json) {
    planEntry(planning, holder.node, holder.entry, nested);
    return true;
  }
  const { entry } = holder;
  if (entry.colon < 0) return false;
  const column = columnOf(planning, entry.start);
  const text =
    tokens.length > 0
      ? listLines(context, tokens, pieces, column + style.step)
      : pieces.map((piece) => pieceLines(context, piece, column + style.dash)).join(style.eol);
  placeAfterMark(planning, entry, { start: entry.colon + 1, end: entry.value.end }, style.eol + text);
  return true;
}

/** `a:`, `b:` … and below the last key the items of its list, from `column` on. */
function listLines(context: PieceContext, keys: readonly string[], pieces: readonly Piece[], column: number): string {
  const { style } = context.planning;
  const heads = keys.map((key, i) => `${" ".repeat(column + i * style.step)}${printKey(key, undefined, false)}:`);
  const dashes = column + (keys.length - 1) * style.step + style.dash;
  return [...heads, ...pieces.map((piece) => pieceLines(context, piece, dashes))].join(style.eol);
}

/** The references whose nodes an edit of lists touches. */
export function touchedByLists(changes: ListChanges): Reference[] {
  return [
    ...changes.removals.map((item) => item.item),
    ...changes.insertions.flatMap(({ list, pieces }) => [list, ...pieces.flatMap(takenFrom)]),
    ...changes.strings.keys(),
    ...changes.renames.map(({ item }) => item.item),
  ];
}

function takenFrom(piece: Piece): Reference[] {
  if (piece.type === "wrap") return piece.pieces.flatMap(takenFrom);
  return piece.type === "old" ? [piece.from.item] : [];
}
