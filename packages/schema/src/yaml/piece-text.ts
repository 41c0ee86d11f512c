// The text of tasks that are put into a list: printed where they are new, taken over byte by byte (only re-indented) where
// they are already in the document.

import type { Json } from "@ironweave/jq";
import type { TextEdit } from "../diagnostic.ts";
import { memberOf, parentReference, referenceTokens, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { blockExtents } from "./block-extent.ts";
import { nodeAt } from "./locate.ts";
import { hasComments } from "./comments-in.ts";
import type { Piece } from "./edit-changes.ts";
import { columnOf } from "./planning.ts";
import type { Planning } from "./planning.ts";
import { printFlow, printFlowLines, printItem, printKey, printMember } from "./print-value.ts";
import { replacedAt } from "./replaced-at.ts";
import type { Source } from "./source.ts";
import { editedSlice, shifted } from "./taken-text.ts";
import { writtenFlow, writtenLines } from "./written-text.ts";
import type { WrittenContext } from "./written-text.ts";

/**
 * What the texts of pieces depend on: the document's value, edits that apply inside everything that is taken over, those inside
 * copies alone, and the texts that new tasks came with (none: such tasks are printed).
 */
export interface PieceContext {
  readonly planning: Planning;
  readonly document: Json;
  readonly inner: readonly TextEdit[];
  readonly copies: readonly TextEdit[];
  readonly written: ReadonlyMap<Source, WrittenContext>;
}

type OldPiece = Extract<Piece, { type: "old" }>;

/** The list item of a piece as JSON. */
export function pieceValue(document: Json, piece: Piece): Json {
  if (piece.type === "new") return { [piece.name]: piece.task };
  if (piece.type === "wrap") {
    const pieces = piece.pieces.map((inner) => pieceValue(document, inner));
    return { [piece.name]: replacedAt(piece.wrapper, piece.path, pieces) };
  }
  let item = resolveReference(document, piece.from.item) ?? null;
  for (const [at, text] of piece.strings) {
    item = replacedAt(item, referenceTokens(at.slice(piece.from.item.length)), text);
  }
  const { without } = piece;
  if (without !== undefined) {
    const task = memberOf(item, piece.from.name);
    const kept = Object.entries(isJsonObject(task) ? task : {}).filter(([key]) => key !== without);
    item = replacedAt(item, [piece.from.name], Object.fromEntries(kept));
  }
  if (!isJsonObject(item) || piece.name === piece.from.name) return item;
  return Object.fromEntries(Object.entries(item).map(([k, v]) => [k === piece.from.name ? piece.name : k, v]));
}

/** A piece as whole lines of a block list whose dashes stand at `column`. Without the last line break. */
export function pieceLines(context: PieceContext, piece: Piece, column: number): string {
  const { style } = context.planning;
  const pad = " ".repeat(column);
  if (piece.type === "wrap") {
    const name = `${pad}- ${printKey(piece.name, undefined, false)}:`;
    return [name, ...wrapperLines(context, piece, piece.wrapper, piece.path, column + 2 + style.step)].join(style.eol);
  }
  const taken = piece.type === "old" ? takenLines(context, piece, column) : newLines(context, piece, column);
  return taken ?? `${pad}- ${printItem(pieceValue(context.document, piece), column, style)}`;
}

function newLines({ planning, written }: PieceContext, piece: Extract<Piece, { type: "new" }>, column: number) {
  const context = piece.written === undefined ? undefined : written.get(piece.written.source);
  if (piece.written === undefined || context === undefined) return undefined;
  return writtenLines(context, piece.written, piece.name, column, planning.style.eol);
}

function wrapperLines(
  context: PieceContext,
  piece: Extract<Piece, { type: "wrap" }>,
  value: Json,
  path: readonly string[],
  column: number,
): string[] {
  const { style } = context.planning;
  const pad = " ".repeat(column);
  const [step, ...rest] = path;
  return Object.entries(isJsonObject(value) ? value : {}).flatMap(([key, member]) => {
    if (key !== step) {
      const carried = key === "then" ? carriedLines(context, piece.carried, column) : undefined;
      return [carried ?? `${pad}${key}:${printMember(member, column, style)}`];
    }
    if (rest.length > 0) return [`${pad}${key}:`, ...wrapperLines(context, piece, member, rest, column + style.step)];
    return [`${pad}${key}:`, ...wrappedLines(context, piece.pieces, column + style.dash)];
  });
}

/** The lines of a field that goes from a wrapped task to its wrapper, with its comments. */
function carriedLines({ planning }: PieceContext, field: Reference | undefined, column: number): string | undefined {
  if (field === undefined) return undefined;
  const node = nodeAt(planning.root, parentReference(field) ?? "");
  const index = node?.entries.findIndex(({ key }) => key === "then") ?? -1;
  const entry = node?.entries[index];
  if (node?.style !== "block" || entry === undefined) return undefined;
  const extent = blockExtents(planning, node)[index];
  if (extent?.ownLine !== true) return undefined;
  const lines = planning.text.slice(extent.start, extent.end).replace(/\r?\n$/, "");
  return shifted(lines, column - columnOf(planning, entry.start));
}

/** The wrapped pieces, set apart by blank lines where they were. */
function wrappedLines(context: PieceContext, pieces: readonly Piece[], column: number): string[] {
  const { planning } = context;
  return pieces.flatMap((piece, i) => {
    const lines = pieceLines(context, piece, column);
    const before = pieces[i - 1];
    if (piece.type !== "old" || before?.type !== "old") return [lines];
    const list = nodeAt(planning.root, piece.from.list);
    if (list?.style !== "block") return [lines];
    const extents = blockExtents(planning, list);
    const [above, below] = [extents[before.from.index], extents[piece.from.index]];
    const apart = above !== undefined && below !== undefined && planning.text.slice(above.end, below.start) !== "";
    return apart ? ["", lines] : [lines];
  });
}

/** The item's own lines with its comments, moved to `column`; undefined where it is not written in lines. */
function takenLines(context: PieceContext, piece: OldPiece, column: number): string | undefined {
  const { planning } = context;
  const list = nodeAt(planning.root, piece.from.list);
  const entry = list?.entries[piece.from.index];
  if (list === undefined || entry === undefined) return undefined;
  if (list.style === "flow") {
    if (planning.style.json) return undefined;
    const raw = sliceEdited(context, piece, entry.start, entry.end);
    return `${" ".repeat(column)}- ${shifted(raw, column + 2 - columnOf(planning, entry.start), true)}`;
  }
  const extent = blockExtents(planning, list)[piece.from.index];
  if (extent?.ownLine !== true) return undefined;
  const lines = sliceEdited(context, piece, extent.start, extent.end).replace(/\r?\n$/, "");
  return shifted(lines, column - columnOf(planning, entry.start));
}

/**
 * A piece as an item of a flow list, in one line or (beside others in lines) in several. Undefined where the item has
 * comments, for which a flow list has no place.
 */
export function pieceFlow(context: PieceContext, piece: Piece, column: number | undefined): string | undefined {
  const { planning } = context;
  if (piece.type === "wrap" && piece.pieces.some((inner) => pieceFlow(context, inner, column) === undefined)) {
    return undefined;
  }
  if (piece.type === "new" && piece.written !== undefined) {
    const written = context.written.get(piece.written.source);
    const raw = written === undefined ? undefined : writtenFlow(written, piece.written, piece.name);
    if (raw !== undefined && !planning.style.json) return raw;
  }
  if (piece.type === "old") {
    const list = nodeAt(planning.root, piece.from.list);
    const entry = list?.entries[piece.from.index];
    const extent = list?.style === "block" ? blockExtents(planning, list)[piece.from.index] : undefined;
    if (extent !== undefined && hasComments(planning.text, planning.root, extent.start, extent.end)) return undefined;
    if (list?.style === "flow" && entry !== undefined) {
      const raw = sliceEdited(context, piece, entry.start, entry.end);
      if (!raw.includes("\n")) return raw;
      if (column !== undefined) return shifted(raw, column - columnOf(planning, entry.start), true);
    }
  }
  const value = pieceValue(context.document, piece);
  return column === undefined ? printFlow(value, planning.style) : printFlowLines(value, column, planning.style);
}

function sliceEdited({ planning, inner, copies }: PieceContext, piece: OldPiece, start: number, end: number): string {
  const name = piece.name === piece.from.name ? undefined : piece.name;
  const { strings, without, from, copy } = piece;
  return editedSlice(
    planning,
    copy ? [...inner, ...copies] : inner,
    { task: from.task, name, strings, without },
    start,
    end,
  );
}
