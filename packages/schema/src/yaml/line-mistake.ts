// What is wrong with the line where the reader stopped, told by how the line and the one above it look: the reader itself
// only knows that it cannot go on. Each mistake has the place a person would mend, and the mend where it is certain.

import type { QuickFix, TextRange } from "../diagnostic.ts";

export interface LineMistake {
  readonly message: string;
  readonly range: TextRange;
  readonly fixes?: readonly QuickFix[];
}

const KEY_VALUE = /^(\s*(?:- +)*[\w.-]+:[ \t]+)(\S.*?)(\s*)$/u;

/** The mistake on the line of an offset, or undefined where none is known by its looks. */
export function lineMistake(text: string, at: number): LineMistake | undefined {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  const line = text.slice(start, end === -1 ? undefined : end).replace(/\r$/u, "");
  return valueMistake(line, start) ?? lineAboveMistake(text, start, line) ?? placeMistake(text, start, line);
}

function valueMistake(line: string, start: number): LineMistake | undefined {
  const [, head = "", value = ""] = KEY_VALUE.exec(line) ?? [];
  if (value === "") return undefined;
  const range = { start: start + head.length, end: start + head.length + value.length };
  const quoted = (style: "'" | '"'): readonly QuickFix[] => {
    const inner =
      style === "'" ? value.replaceAll("'", "''") : value.slice(1, -1).replaceAll(/["\\]/gu, String.raw`\$&`);
    return [{ title: "Put in quotes", edits: [{ range, text: `${style}${inner}${style}` }] }];
  };
  if (/^'.*[^'\s].*'$/u.test(value) && /[^']'[^']/u.test(value.slice(1, -1)))
    return { message: "this quote ends before the value does; use double quotes around it", range, fixes: quoted('"') };
  if (/^[^'"|>[{&*!#]/u.test(value) && /:(?:\s|$)/u.test(value))
    return { message: "a value that holds `: ` needs quotes", range, fixes: quoted("'") };
  if (/^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*[^\s#]/u.test(value))
    return { message: "this value goes on after its closing quote; put quotes around all of it", range };
  if (value.startsWith("%"))
    return { message: "a value may not begin with %; put it in quotes", range, fixes: quoted("'") };
  const expression = /\{[^'"]*?(\$\{[^{}]*\})/u.exec(value);
  if (/^[{[]/u.test(value) && expression?.[1] !== undefined) {
    const from = range.start + expression.index + expression[0].length - expression[1].length;
    const span = { start: from, end: from + expression[1].length };
    const fix = { title: "Put in quotes", edits: [{ range: span, text: `'${expression[1].replaceAll("'", "''")}'` }] };
    return { message: "an expression inside of { } or [ ] needs quotes", range: span, fixes: [fix] };
  }
  const doubled = /^\{\{([^{}]*)\}\}$/u.exec(value)?.[1];
  if (doubled !== undefined) {
    const fix = { title: `Change to \${${doubled}}`, edits: [{ range, text: `\${${doubled}}` }] };
    return { message: "`{{ … }}` is no expression here; write `${ … }`", range, fixes: [fix] };
  }
  return undefined;
}

/** The line above took this one for the rest of its value. */
function lineAboveMistake(text: string, start: number, line: string): LineMistake | undefined {
  const above = lineAbove(text, start);
  if (above === undefined) return undefined;
  const aboveStart = text.lastIndexOf(above, start - 1);
  const unspaced = /^(\s*(?:- +)*)([\w.-]+):(?!\/\/)(?=[^\s:])/u.exec(above);
  const [, indent = "", key = ""] = unspaced ?? [];
  if (unspaced !== null) {
    const range = { start: aboveStart + indent.length, end: aboveStart + above.trimEnd().length };
    const edit = { range: { start: range.start + key.length + 1, end: range.start + key.length + 1 }, text: " " };
    return {
      message: `a blank is missing after \`${key}:\``,
      range,
      fixes: [{ title: "Put a blank after the colon", edits: [edit] }],
    };
  }
  const own = indentOf(line);
  const valued = KEY_VALUE.exec(above);
  const aboveIndent = /^\s*(?:- +)*/u.exec(above)?.[0].length ?? 0;
  if (valued === null || own <= aboveIndent || /^[|>]/u.test(valued[2] ?? "")) return undefined;
  const edit = { range: { start, end: start + own }, text: " ".repeat(aboveIndent) };
  return {
    message: "this stands deeper than the line above it, which has a value already; indent both alike",
    range: { start: start + own, end: start + Math.max(own, line.trimEnd().length) },
    fixes: [{ title: "Indent as the line above", edits: [edit] }],
  };
}

/** In YAML blanks indent, and no other white space does (a byte order mark is some to a regular expression). */
function indentOf(line: string): number {
  return /^[ \t]*/u.exec(line)?.[0].length ?? 0;
}

/** The nearest line above an offset that is neither empty nor a comment. */
function lineAbove(text: string, start: number): string | undefined {
  return text
    .slice(0, Math.max(0, start - 1))
    .split("\n")
    .findLast((each) => each.trim() !== "" && !/^\s*#/u.test(each));
}

/** A line at a depth at which nothing above it stands. */
function placeMistake(text: string, start: number, line: string): LineMistake | undefined {
  const own = indentOf(line);
  const above = lineAbove(text, start);
  // Right below a key that waits for its value, any depth beyond it is right.
  if (above !== undefined && /:\s*(?:#.*)?$/u.test(above) && own > (/^\s*(?:- +)*/u.exec(above)?.[0].length ?? 0))
    return undefined;
  const range = { start: start + own, end: start + Math.max(own, line.trimEnd().length) };
  const depths = openDepths(text.slice(0, start));
  if (depths.lists.has(own) && !/^\s*-\s/u.test(line) && /^\s*\S+:(?:\s|$)/u.test(line))
    return {
      message: "items of this list begin with `- `; put one before the name, and indent what is below it",
      range,
    };
  const keys = [...depths.keys].toSorted((left, right) => left - right);
  if (keys.includes(own) || keys.length === 0 || !/^\s*[^\s#-]/u.test(line)) return undefined;
  const near = keys.findLast((depth) => Math.abs(depth - own) === 1);
  const message = `this is indented by ${own}, where what is above it is indented by ${keys.join(", ")}; indent it as its neighbours are`;
  if (near === undefined) return { message, range };
  const edit = { range: { start, end: start + own }, text: " ".repeat(near) };
  return { message, range, fixes: [{ title: `Indent by ${near}`, edits: [edit] }] };
}

/** Columns of the keys and dashes that are still open at the end of a text. */
function openDepths(text: string): { readonly keys: ReadonlySet<number>; readonly lists: ReadonlySet<number> } {
  const keys = new Set<number>();
  const lists = new Set<number>();
  let limit = Number.POSITIVE_INFINITY;
  for (const line of text.split("\n").toReversed()) {
    if (line.trim() === "" || /^\s*#/u.test(line)) continue;
    const indent = /^\s*/u.exec(line)?.[0].length ?? 0;
    if (indent > limit) continue;
    limit = Math.min(limit, indent);
    let at = indent;
    for (let dash = /^- +/u.exec(line.slice(at)); dash !== null; dash = /^- +/u.exec(line.slice(at))) {
      lists.add(at);
      at += dash[0].length;
    }
    if (/^[^\s:#]+:(?:\s|$)/u.test(line.slice(at))) keys.add(at);
  }
  return { keys, lists };
}
