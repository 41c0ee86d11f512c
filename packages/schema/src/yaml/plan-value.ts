// From one JSON value to another by the fewest text edits: walks the syntax tree beside the new value.
// What is equal is not touched; what is shared (same object) is not even compared.

import type { Json } from "@ironweave/jq";
import { isJsonObject } from "../document/visit-kind.ts";
import type { TextRange } from "../diagnostic.ts";
import { editBlock } from "./block-edit.ts";
import { blockExtents } from "./block-extent.ts";
import { editFlow, isMultiLine } from "./flow-edit.ts";
import { jsonEqual } from "./json-equal.ts";
import { columnOf, replaceSpan } from "./planning.ts";
import type { Planning } from "./planning.ts";
import {
  printBlock,
  printFlow,
  printFlowLines,
  printFlowMember,
  printInline,
  printItem,
  printKey,
  printMember,
} from "./print-value.ts";
import type { SyntaxEntry, SyntaxNode } from "./syntax-tree.ts";

/** Plans the change of the whole document to `value`. */
export function planDocument(planning: Planning, value: Json): void {
  const { root, text, style } = planning;
  if (root === undefined) {
    const lead = text === "" || text.endsWith("\n") ? "" : style.eol;
    replaceSpan(planning, text.length, text.length, `${lead}${printBlock(value, 0, style)}${style.eol}`);
  } else if (!planInside(planning, root, value)) {
    replaceSpan(planning, root.start, root.end, style.json ? printFlow(value, style) : printBlock(value, 0, style));
  }
}

/** Plans the change of one entry's value. */
export function planEntry(planning: Planning, parent: SyntaxNode, entry: SyntaxEntry, value: Json): void {
  if (!planInside(planning, entry.value, value, parent.style === "flow"))
    replaceEntryValue(planning, parent, entry, value);
}

/** True where the change could be made (or was none) inside the node; false where the node must be replaced. */
function planInside(planning: Planning, node: SyntaxNode, value: Json, inFlow = false): boolean {
  if (jsonEqual(node.value, value)) return true;
  if (node.entries.length === 0 && (node.style !== "flow" || !(planning.style.json || inFlow))) return false;
  if (node.type === "map" && isJsonObject(value)) return planMap(planning, node, value);
  if (node.type === "seq" && Array.isArray(value)) return planSeq(planning, node, value as readonly Json[]);
  return false;
}

function planMap(planning: Planning, node: SyntaxNode, value: { readonly [key: string]: Json }): boolean {
  const removed = new Set<number>();
  const known = new Set<string>();
  for (const [index, entry] of node.entries.entries()) {
    const key = String(entry.key);
    known.add(key);
    if (!Object.hasOwn(value, key)) removed.add(index);
  }
  const added = Object.entries(value).filter(([key]) => !known.has(key));
  if (node.style === "block" && removed.size === node.entries.length) return false;
  for (const [index, entry] of node.entries.entries()) {
    if (!removed.has(index)) planEntry(planning, node, entry, value[String(entry.key)] ?? null);
  }
  const index = node.entries.length;
  if (node.style === "flow") {
    const texts = added.map(([key, member]) =>
      printFlowMember(key, printNewFlow(planning, node, member), planning.style),
    );
    editFlow(planning, node, removed, texts.length > 0 ? [{ index, texts }] : []);
  } else {
    const column = columnOf(planning, node.entries[0]?.start ?? 0);
    const texts = added.map(
      ([key, member]) =>
        `${" ".repeat(column)}${printKey(key, undefined, false)}:${printMember(member, column, planning.style)}`,
    );
    editBlock(planning, node, removed, texts.length > 0 ? [{ index, texts }] : []);
  }
  return true;
}

function planSeq(planning: Planning, node: SyntaxNode, items: readonly Json[]): boolean {
  const old = node.entries;
  if (node.style === "block" && items.length === 0) return false;
  let head = 0;
  while (head < old.length && head < items.length && jsonEqual(old[head]?.value.value, items[head])) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < items.length - head &&
    jsonEqual(old[old.length - 1 - tail]?.value.value, items[items.length - 1 - tail])
  ) {
    tail++;
  }
  const paired = Math.min(old.length, items.length) - head - tail;
  for (let i = head; i < head + paired; i++) {
    const entry = old[i];
    if (entry !== undefined) planEntry(planning, node, entry, items[i] ?? null);
  }
  const removed = new Set<number>();
  for (let i = head + paired; i < old.length - tail; i++) removed.add(i);
  const added = items.slice(head + paired, items.length - tail);
  const index = head + paired;
  if (node.style === "flow") {
    const texts = added.map((item) => printNewFlow(planning, node, item));
    editFlow(planning, node, removed, texts.length > 0 ? [{ index, texts }] : []);
  } else {
    const column = columnOf(planning, old[0]?.start ?? 0);
    const texts = added.map((item) => `${" ".repeat(column)}- ${printItem(item, column, planning.style)}`);
    editBlock(planning, node, removed, texts.length > 0 ? [{ index, texts }] : []);
  }
  return true;
}

/** A new member or item of a flow collection, over several lines where its neighbours are. */
export function printNewFlow(planning: Planning, node: SyntaxNode, value: Json): string {
  const { style } = planning;
  const first = node.entries[0];
  if (first === undefined || !isMultiLine(planning, node)) return printFlow(value, style);
  return printFlowLines(value, columnOf(planning, first.start), style);
}

/** Plans another value in place of the old one, keeping the key and what stands beside it. */
export function replaceEntryValue(planning: Planning, parent: SyntaxNode, entry: SyntaxEntry, value: Json): void {
  const { style, text, lines } = planning;
  const node = entry.value;
  const nodeEnd = endWithComments(planning, node);
  const tail = node.style !== "empty" && text[node.end - 1] === "\n" && node.end > node.start ? style.eol : "";
  if (parent.style === "flow") {
    const printed = printFlow(value, style, node.style);
    if (entry.keyNode !== undefined && entry.colon < 0)
      replaceSpan(planning, entry.keyNode.end, entry.end, `: ${printed}`);
    else if (node.style === "empty") replaceSpan(planning, entry.colon + 1, node.end, ` ${printed}`);
    else replaceSpan(planning, node.start, node.end, printed);
    return;
  }
  const column = columnOf(planning, entry.start);
  const collection = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  const mark = markOf(parent, entry);
  const colon = parent.type === "map" && entry.colon < 0 ? ":" : "";
  if (node.style === "block" && !collection) {
    const inline = ` ${printInline(value, column, style)}`;
    const lineEnd = lines.end(lines.lineAt(mark));
    const anchor =
      node.start > mark && node.start < lineEnd ? /^[&!]\S*(?:[ \t]+[&!]\S*)*/.exec(text.slice(node.start)) : null;
    const head = anchor === null ? mark : node.start + anchor[0].length;
    if (/^\s*#/.test(text.slice(head, lineEnd)) && !inline.includes("\n")) {
      replaceSpan(planning, head, head, inline);
      replaceSpan(planning, lineEnd, nodeEnd, tail);
    } else replaceSpan(planning, mark, nodeEnd, inline + tail);
    return;
  }
  if (node.style === "flow" && collection && (node.entries.length > 0 || style.json)) {
    replaceSpan(planning, node.start, nodeEnd, printFlow(value, style));
    return;
  }
  if (!collection && node.style !== "empty") {
    const printed = printInline(value, column, style, node.style) + tail;
    const [head = "", ...body] = printed.split(style.eol);
    const scalar = [head + headerComment(text, node), ...body].join(style.eol);
    placeAfterMark(planning, entry, { start: node.start, end: nodeEnd }, scalar);
    return;
  }
  const printed = parent.type === "seq" ? ` ${printItem(value, column, style)}` : printMember(value, column, style);
  placeAfterMark(planning, entry, { start: mark, end: nodeEnd }, colon + printed + tail);
}

/** The comment beside the `|` or `>` of a block scalar, with the blanks before it. */
function headerComment(text: string, node: SyntaxNode): string {
  if (node.style !== "literal" && node.style !== "folded") return "";
  return /^[^\s]+([ \t]+#[^\r\n]*)/.exec(text.slice(node.contentStart, node.end))?.[1] ?? "";
}

/** The offset behind the colon, the dash, or a key that has no colon. */
function markOf(parent: SyntaxNode, entry: SyntaxEntry): number {
  if (parent.type === "seq") return entry.start + 1;
  return entry.colon < 0 ? (entry.keyNode?.end ?? entry.end) : entry.colon + 1;
}

/** Plans a value that begins with a line break behind its key; a comment beside the old value stays beside the key. */
export function placeAfterMark(planning: Planning, entry: SyntaxEntry, range: TextRange, text: string): void {
  const { lines } = planning;
  const lineEnd = lines.end(lines.lineAt(range.end));
  const beside = planning.text.slice(range.end, lineEnd);
  const firstBreak = text.search(/\r?\n/);
  if (/^\s+#/.test(beside) && firstBreak >= 0 && entry.value.style !== "block") {
    replaceSpan(planning, range.start, range.end, text.slice(0, firstBreak));
    replaceSpan(planning, lineEnd, lineEnd, text.slice(firstBreak));
  } else replaceSpan(planning, range.start, range.end, text);
}

/** The end of a node, with the comments that belong to its last entry. */
function endWithComments(planning: Planning, node: SyntaxNode): number {
  const last = node.style === "block" ? blockExtents(planning, node).at(-1) : undefined;
  if (last === undefined) return node.end;
  const comments = planning.text.slice(node.end, last.end).trimEnd();
  return comments === "" ? node.end : node.end + comments.length;
}
