// Builtins over strings that need no regular expressions.
import type { Run } from "../budget.ts";
import { raise } from "../errors.ts";
import type { Json } from "../json.ts";
import { describe, raiseAbout } from "../value/describe.ts";
import { isArray, kindOf } from "../value/kinds.ts";
import { parseJson } from "../value/json-read.ts";
import { codePointsBefore, hasSurrogates, splitText, utf8Length } from "../value/text.ts";
import { jsonOf, textOf } from "./formats.ts";
import type { NativeTable } from "./native.ts";

/** Returns the code point offsets where `wanted` occurs, overlapping ones included. */
export function textIndices(run: Run, text: string, wanted: string): Json {
  const found: number[] = [];
  if (wanted === "") return found;
  run.work(text.length >> 3);
  const isPlain = !hasSurrogates(text);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    run.work(isPlain ? 1 : 1 + (at >> 3));
    run.allocate(8);
    found.push(isPlain ? at : codePointsBefore(text, at));
  }
  return found;
}

function affix(input: Json, wanted: Json, name: string): readonly [string, string] {
  if (typeof input !== "string" || typeof wanted !== "string") return raise(`${name}() requires string inputs`);
  return [input, wanted];
}

function trimStart(input: Json, prefix: Json): string {
  const [text, start] = affix(input, prefix, "startswith");
  return text.startsWith(start) ? text.slice(start.length) : text;
}

function trimEnd(input: Json, suffix: Json): string {
  const [text, end] = affix(input, suffix, "endswith");
  return end !== "" && text.endsWith(end) ? text.slice(0, text.length - end.length) : text;
}

const SPACE = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const LEADING = new RegExp(`^${SPACE}+`);

function spaceBefore(text: string): number {
  return LEADING.exec(text)?.[0].length ?? 0;
}

const ONE_SPACE = new RegExp(SPACE);

/** Where trailing white space starts; a loop, since a pattern anchored at the end is quadratic. */
function spaceAfter(text: string): number {
  let end = text.length;
  while (end > 0 && ONE_SPACE.test(text[end - 1] ?? "")) end -= 1;
  return end;
}

function trim(run: Run, input: Json, atStart: boolean, atEnd: boolean): Json {
  if (typeof input !== "string") return raise("trim input must be a string");
  run.work(input.length >> 4);
  const start = atStart ? spaceBefore(input) : 0;
  return input.slice(start, atEnd ? Math.max(start, spaceAfter(input)) : input.length);
}

function explode(run: Run, input: Json): Json {
  if (typeof input !== "string") return raise("explode input must be a string");
  run.copy(input.length);
  run.work(input.length >> 2);
  return Array.from(input, (character) => character.codePointAt(0) ?? 0);
}

function implode(run: Run, input: Json): Json {
  if (!isArray(input)) return raise("implode input must be an array");
  run.text(input.length);
  run.work(input.length >> 2);
  let text = "";
  for (const item of input) {
    if (typeof item !== "number" || Number.isNaN(item)) {
      return raiseAbout(item, "can't be imploded, unicode codepoint needs to be numeric");
    }
    const code = Math.trunc(item);
    const isValid = code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    text += isValid ? String.fromCodePoint(code) : "\ufffd";
  }
  return text;
}

const NUMBER = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

function toNumber(_run: Run, input: Json): Json {
  if (typeof input === "number") return input;
  if (typeof input === "string") {
    if (NUMBER.test(input)) return Number(input);
    if (/^[+-]?nan[0-9]*$/i.test(input)) return Number.NaN;
    const infinity = /^([+-]?)inf(?:inity)?$/i.exec(input);
    if (infinity !== null) return infinity[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return raiseAbout(input, "cannot be parsed as a number");
}

function fromJson(run: Run, input: Json): Json {
  if (typeof input !== "string") return raiseAbout(input, "only strings can be parsed");
  run.text(4 * input.length);
  run.work(input.length >> 1);
  return parseJson(input);
}

function mapAscii(input: Json, from: number, to: number, by: number): Json {
  if (typeof input !== "string") return raise("explode input must be a string");
  let text = "";
  let start = 0;
  for (let at = 0; at < input.length; at += 1) {
    const unit = input.charCodeAt(at);
    if (unit < from || unit > to) continue;
    text += input.slice(start, at) + String.fromCharCode(unit + by);
    start = at + 1;
  }
  return text + input.slice(start);
}

function asciiCase(isUpper: boolean): (run: Run, input: Json) => Json {
  return (run, input) => {
    run.text(typeof input === "string" ? 2 * input.length : 0);
    return isUpper ? mapAscii(input, 97, 122, -32) : mapAscii(input, 65, 90, 32);
  };
}

/** Builtins over strings by `name/arity`. */
export const STRINGS: NativeTable = {
  "tostring/0": textOf,
  "tojson/0": jsonOf,
  "fromjson/0": fromJson,
  "tonumber/0": toNumber,
  "toboolean/0": (_run, input) => {
    if (typeof input === "boolean") return input;
    return input === "true" || input === "false"
      ? input === "true"
      : raiseAbout(input, "cannot be parsed as a boolean");
  },
  "type/0": (_run, input) => kindOf(input),
  "utf8bytelength/0": (run, input) => {
    if (typeof input !== "string") return raiseAbout(input, "only strings have UTF-8 byte length");
    run.work(input.length >> 3);
    return utf8Length(input);
  },
  "startswith/1": (_run, input, prefix) => {
    const [text, start] = affix(input, prefix, "startswith");
    return text.startsWith(start);
  },
  "endswith/1": (_run, input, suffix) => {
    const [text, end] = affix(input, suffix, "endswith");
    return text.endsWith(end);
  },
  "ltrimstr/1": (_run, input, prefix) => trimStart(input, prefix),
  "rtrimstr/1": (_run, input, suffix) => trimEnd(input, suffix),
  "trimstr/1": (_run, input, both) => trimEnd(trimStart(input, both), both),
  "trim/0": (run, input) => trim(run, input, true, true),
  "ltrim/0": (run, input) => trim(run, input, true, false),
  "rtrim/0": (run, input) => trim(run, input, false, true),
  "explode/0": explode,
  "implode/0": implode,
  "split/1": (run, input, separator) => {
    if (typeof input !== "string" || typeof separator !== "string")
      return raise("split input and separator must be strings");
    return splitText(run, input, separator);
  },
  "ascii_downcase/0": asciiCase(false),
  "ascii_upcase/0": asciiCase(true),
  "ascii/0": (_run, input) =>
    typeof input === "number" ? String.fromCharCode(input) : raise(`${describe(input)} is not a code`),
};
