// Mends that are made in the text: lines moved right, dashes and keys put in, entries taken out. Each gives up (undefined)
// where the text is not written in the block style that it knows. Knows nothing of the language.

import type { TextEdit, TextRange } from "../diagnostic.ts";
import { joinReference, parentReference, referenceTokens } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { printString } from "../yaml/print-scalar.ts";
import type { MendView } from "./finding.ts";

const INDENT = 2;

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

function insert(at: number, text: string): TextEdit {
  return { range: { start: at, end: at }, text };
}

/** Insertions that move each line from `start` up to `end` right; blank lines stay. `start` begins a line. */
function movedRight(text: string, start: number, end: number, by: number): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = start; at < end; at = lineEnd(text, at) + 1)
    if (/^[^\S\n]*\S/u.test(text.slice(at, lineEnd(text, at)))) edits.push(insert(at, " ".repeat(by)));
  return edits;
}

/** True where only blanks and dashes stand before an offset on its line: block style. */
export function beginsLine(text: string, offset: number): boolean {
  return /^[\s-]*$/u.test(text.slice(lineStart(text, offset), offset));
}

function column(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Fields that stand beside a name, moved inside it: everything of the item from the key `first` on. */
export function indentFields({ text, locate }: MendView, item: Reference, first: string): TextEdit[] | undefined {
  const key = locate(joinReference(item, first), "key");
  const whole = locate(item, "value");
  if (key === undefined || whole === undefined || text.slice(lineStart(text, key.start), key.start).trim() !== "")
    return undefined;
  return movedRight(text, lineStart(text, key.start), whole.end, INDENT);
}

/** A key put above what stands at `at`, which moves inside it. `replaced` is the span that the new key takes the place of. */
export function keyAbove({ text, locate }: MendView, at: Reference, name: string, replaced?: TextRange) {
  const whole = locate(at, "value");
  if (whole === undefined || !beginsLine(text, whole.start) || text[whole.start] === "{") return undefined;
  const indent = column(text, whole.start);
  const next = lineEnd(text, whole.start) + 1;
  const rest = next < whole.end ? movedRight(text, next, whole.end, INDENT) : [];
  if (replaced !== undefined) return [{ range: replaced, text: `${name}:` }, ...rest];
  return [insert(whole.start, `${name}:\n${" ".repeat(indent + INDENT)}`), ...rest];
}

/** A dash put before a key, so that it begins an item of its own. */
export function dashBefore({ text, locate }: MendView, at: Reference): TextEdit[] | undefined {
  const key = locate(at, "key");
  if (key === undefined || !/^ {2,}$/u.test(text.slice(lineStart(text, key.start), key.start))) return undefined;
  return [{ range: { start: key.start - INDENT, end: key.start }, text: "- " }];
}

/** The members of a map made items of a list, each with a dash. */
export function dashEach({ text, locate }: MendView, at: Reference, keys: readonly string[]): TextEdit[] | undefined {
  const whole = locate(at, "value");
  if (whole === undefined || text[whole.start] === "{") return undefined;
  const starts = keys.map((key) => locate(joinReference(at, key), "key")?.start ?? -1);
  if (starts.some((start) => start < 0 || text.slice(lineStart(text, start), start).trim() !== "")) return undefined;
  return movedRight(text, lineStart(text, whole.start), whole.end, INDENT).map((edit) => {
    const start = starts.find((each) => lineStart(text, each) === edit.range.start);
    return start === undefined ? edit : insert(start, "- ");
  });
}

/** The value at `at` put under `key`: `{ key: value }`. */
export function wrapValue({ text, locate }: MendView, at: Reference, path: readonly string[]): TextEdit[] | undefined {
  const range = locate(at, "value");
  if (range === undefined) return undefined;
  const written = text.slice(range.start, range.end);
  if (written.includes("\n") || /^[|>]/u.test(written)) return undefined;
  const safe = /^[^'"{[]/u.test(written) && /[,{}[\]]/u.test(written) ? `'${written.replaceAll("'", "''")}'` : written;
  return [{ range, text: path.reduceRight((inner, key) => `{ ${key}: ${inner} }`, safe) }];
}

/** Another text in place of a scalar, in quotes where it needs them. */
export function replaceText({ text, locate }: MendView, at: Reference, value: string): TextEdit[] | undefined {
  const range = locate(at, "value");
  if (range === undefined || text.slice(range.start, range.end).includes("\n")) return undefined;
  const style = text[range.start] === '"' ? "double" : text[range.start] === "'" ? "single" : "plain";
  const key = locate(at, "key");
  const isFlow = key !== undefined && !beginsLine(text, key.start);
  return [{ range, text: printString(value, style, isFlow) }];
}

/** An entry taken out, with the map or list that holds nothing else. */
export function removal({ text, locate }: MendView, at: Reference): TextEdit[] | undefined {
  const range = locate(at, "entry");
  if (range === undefined) return undefined;
  const start = lineStart(text, range.start);
  const end = lineEnd(text, range.end);
  const trailing = text.slice(range.end, end).trim();
  const isAlone = text.slice(start, range.start).trim() === "" && (trailing === "" || trailing.startsWith("#"));
  if (!isAlone) return flowRemoval(text, range);
  return [{ range: { start, end: Math.min(end + 1, text.length) }, text: "" }];
}

function flowRemoval(text: string, range: TextRange): TextEdit[] | undefined {
  const after = /^\s*,\s*/u.exec(text.slice(range.end))?.[0].length;
  if (after !== undefined) return [{ range: { start: range.start, end: range.end + after }, text: "" }];
  const before = /,\s*$/u.exec(text.slice(0, range.start));
  return before === null ? undefined : [{ range: { start: before.index, end: range.end }, text: "" }];
}

/** The outermost reference that holds nothing but `at`, so that taking it out leaves nothing empty. */
export function soleHolder(at: Reference, sizeOf: (reference: Reference) => number, depth: number): Reference {
  const parent = parentReference(at);
  if (parent === undefined || referenceTokens(parent).length < depth || sizeOf(parent) > 1) return at;
  return soleHolder(parent, sizeOf, depth);
}

/** A blank put in after the first characters of a value. */
export function blankAfter({ text, locate }: MendView, at: Reference, length: number): TextEdit[] | undefined {
  const range = locate(at, "value");
  if (range === undefined || /^['"|>]/u.test(text.slice(range.start, range.end))) return undefined;
  return [insert(range.start + length, " ")];
}

/** Neighbouring members of a map moved below new keys. */
export function levelBelow(
  { text, locate }: MendView,
  at: Reference,
  keys: readonly string[],
  path: readonly string[],
): TextEdit[] | undefined {
  const spans = keys.map((key) => locate(joinReference(at, key), "entry"));
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const start = lineStart(text, first.start);
  if (text.slice(start, first.start).trim() !== "") {
    const between = text.slice(first.start, last.end);
    if (between.includes("\n") || keys.length !== flowKeys(between)) return undefined;
    const opened = path.map((key) => `${key}: { `).join("");
    return [insert(first.start, opened), insert(last.end, " }".repeat(path.length))];
  }
  const indent = column(text, first.start);
  const lines = path.map((key, depth) => `${" ".repeat(indent + depth * INDENT)}${key}:\n`).join("");
  const covered = spans.reduce((sum, span) => sum + (span === undefined ? 0 : linesOf(text, span)), 0);
  if (covered !== linesOf(text, { start: first.start, end: last.end })) return undefined;
  const [head, ...rest] = movedRight(text, start, last.end, path.length * INDENT);
  return head === undefined ? undefined : [insert(start, lines + head.text), ...rest];
}

function flowKeys(text: string): number {
  return text.split(/,(?![^{[]*[}\]])/u).length;
}

function linesOf(text: string, { start, end }: TextRange): number {
  return text.slice(start, end).trimEnd().split("\n").length;
}

/** The first whole word of a scalar replaced by another. */
export function renameIn({ text, locate }: MendView, at: Reference, from: string, to: string): TextEdit[] | undefined {
  const range = locate(at, "value");
  if (range === undefined) return undefined;
  const written = text.slice(range.start, range.end);
  const isWord = (character: string | undefined): boolean => character !== undefined && /[\w-]/u.test(character);
  for (let found = written.indexOf(from); found !== -1; found = written.indexOf(from, found + 1)) {
    if (isWord(written[found - 1]) || isWord(written[found + from.length])) continue;
    const start = range.start + found;
    return [{ range: { start, end: start + from.length }, text: to }];
  }
  return undefined;
}
