// Tasks as a YAML text of their own, for the clipboard: as written, with the comments that belong to them. The invariant: the text
// reads alone, as aliases whose anchor is not among the tasks are written out.

import { parentReference, referenceTokens, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { anchorEdits } from "./anchor-names.ts";
import { blockExtents } from "./block-extent.ts";
import { jsonEqual } from "./json-equal.ts";
import { entryPath, nodeAt } from "./locate.ts";
import { parsePart } from "./parse-source.ts";
import { pieceLines } from "./piece-text.ts";
import type { PieceContext } from "./piece-text.ts";
import { columnOf } from "./planning.ts";
import type { Planning } from "./planning.ts";
import { planningOf } from "./planning-of.ts";
import { printItem } from "./print-value.ts";
import { listItem } from "./resolve-edit.ts";
import type { Source } from "./source.ts";
import { shifted } from "./taken-text.ts";

/** A list of the tasks in column 0; `spell`: also where the anchors are in the text around. @default true */
export function writeTasks(source: Source, tasks: readonly Reference[], spell = true): string {
  const planning = planningOf(source, true);
  const document = source.value ?? null;
  const items = tasks.flatMap((task) => entryPath(source.root, listItem(document, task)?.item ?? task)?.at(-1) ?? []);
  const edits = anchorEdits(planning, items, new Set(), () => spell);
  const context: PieceContext = { planning, document, inner: [], copies: edits, written: new Map() };
  const texts = tasks.map((task) => {
    const name = nameOf(task);
    const value = { [name]: resolveReference(document, task) ?? null };
    const from = listItem(document, task);
    const written =
      from === undefined
        ? memberLines(planning, task)
        : pieceLines(context, { type: "old", from, name: from.name, copy: true, strings: new Map() }, 0);
    const reads = written !== undefined && (!spell || jsonEqual(parsePart(written, new Map()).value ?? null, [value]));
    return reads || (written !== undefined && tasks.length > 1) ? written : `- ${printItem(value, 0, planning.style)}`;
  });
  return texts.map((text) => `${text}${planning.style.eol}`).join("");
}

/** A function, which stands in a map, as an item of a list. */
function memberLines(planning: Planning, task: Reference): string | undefined {
  const node = nodeAt(planning.root, parentReference(task) ?? "");
  const index = node?.entries.findIndex(({ key }) => key === nameOf(task));
  const entry = node?.entries[index ?? -1];
  if (node?.style !== "block" || index === undefined || entry === undefined) return undefined;
  const extent = blockExtents(planning, node)[index];
  if (extent?.ownLine !== true) return undefined;
  const column = columnOf(planning, entry.start);
  const line = planning.lines.start(planning.lines.lineAt(entry.start));
  const above = shifted(planning.text.slice(extent.start, line), -column);
  const body = shifted(planning.text.slice(line, extent.end).replace(/\r?\n$/, ""), 2 - column);
  return `${above}- ${body.trimStart()}`;
}

function nameOf(task: Reference): string {
  return referenceTokens(task).at(-1) ?? "";
}
