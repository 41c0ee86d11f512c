// Regular expressions: flags, match objects, captures. Compiled patterns are kept per run's program text in a small table.
import type { Run } from "../budget.ts";
import { each, several, type Code, type Environment } from "../compile/code.ts";
import { raise } from "../errors.ts";
import type { Json, JsonObject } from "../json.ts";
import { Matcher, type SearchOptions } from "../regex/match-regex.ts";
import { parseRegex } from "../regex/parse-regex.ts";
import { RegexSyntaxError } from "../regex/pattern-reader.ts";
import { compileRegex, type RegexProgram } from "../regex/regex-program.ts";
import { readKey } from "../value/access.ts";
import { add } from "../value/arithmetic.ts";
import { raiseAbout } from "../value/describe.ts";
import { isArray, setOwn, type MutableObject } from "../value/kinds.ts";
import { elementsOf } from "./collections.ts";
import type { Special } from "./control.ts";
import type { NativeTable } from "./native.ts";

interface Flags extends SearchOptions {
  readonly isGlobal: boolean;
  readonly ignoreCase: boolean;
  readonly extended: boolean;
  readonly dotAll: boolean;
  readonly singleLine: boolean;
}

function readFlags(value: Json): Flags {
  if (value !== null && typeof value !== "string") return raiseAbout(value, "is not a string");
  const text = value ?? "";
  for (const char of text) if (!"gixmspln".includes(char)) raise(`${text} is not a valid modifier string`);
  return {
    isGlobal: text.includes("g"),
    ignoreCase: text.includes("i"),
    extended: text.includes("x"),
    dotAll: /[mp]/.test(text),
    singleLine: true,
    findLongest: text.includes("l"),
    findNotEmpty: text.includes("n"),
  };
}

interface Compiled {
  readonly program: RegexProgram;
  readonly names: readonly (string | undefined)[];
}

const MAX_KEPT = 200;
const kept = new Map<string, Compiled>();

function compiled(run: Run, pattern: string, flags: Flags): Compiled {
  const id = `${Number(flags.ignoreCase)}${Number(flags.extended)}${Number(flags.dotAll)}${pattern}`;
  const known = kept.get(id);
  if (known !== undefined) return known;
  run.work(pattern.length);
  try {
    const parsed = parseRegex(pattern, flags);
    const result: Compiled = { program: compileRegex(parsed), names: parsed.names };
    if (kept.size >= MAX_KEPT) kept.clear();
    if (pattern.length < 10_000) kept.set(id, result);
    return result;
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) throw error;
    return raise(`Regex failure: ${error.message}`);
  }
}

function codePoints(run: Run, text: string): Uint32Array {
  run.text(4 * text.length);
  const codes = new Uint32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; length += 1) {
    const code = text.codePointAt(at) ?? 0;
    codes[length] = code;
    at += code > 0xffff ? 2 : 1;
  }
  return length === text.length ? codes : codes.slice(0, length);
}

/** Where each code point starts in the text; only needed where it differs from the index. */
function unitOffsets(text: string, codes: Uint32Array): ((index: number) => number) | undefined {
  if (codes.length === text.length) return undefined;
  const offsets = new Uint32Array(codes.length + 1);
  let at = 0;
  codes.forEach((code, index) => {
    offsets[index] = at;
    at += code > 0xffff ? 2 : 1;
  });
  offsets[codes.length] = at;
  return (index) => offsets[index] ?? text.length;
}

interface Found {
  readonly slots: Int32Array;
  readonly slice: (start: number, end: number) => string;
}

/** Calls `use` for each match; ends early where it returns false. */
function eachMatch(
  run: Run,
  input: string,
  { program, names }: Compiled,
  flags: Flags,
  use: (found: Found) => boolean,
): void {
  const codes = codePoints(run, input);
  const offsets = unitOffsets(input, codes);
  const slice = (start: number, end: number): string =>
    offsets === undefined ? input.slice(start, end) : input.slice(offsets(start), offsets(end));
  const matcher = new Matcher(run, program, codes, flags);
  let from = 0;
  do {
    const slots = matcher.search(from);
    if (slots === undefined) return;
    run.copy(16 * (names.length + 1));
    if (!use({ slots, slice })) return;
    const start = slots[0] ?? 0;
    const end = slots[1] ?? 0;
    from = end === start ? end + 1 : end;
  } while (flags.isGlobal && from <= codes.length);
}

function matchAll(run: Run, input: Json, pattern: Json, flagText: Json, isTest: boolean): Json {
  if (typeof input !== "string") return raiseAbout(input, "cannot be matched, as it is not a string");
  if (typeof pattern !== "string") return raiseAbout(pattern, "is not a string");
  const flags = readFlags(flagText);
  const regex = compiled(run, pattern, flags);
  const found: Json[] = [];
  let isFound = false;
  eachMatch(run, input, regex, flags, ({ slots, slice }) => {
    isFound = true;
    if (!isTest) found.push(matchObject(slots, regex.names, slice));
    return !isTest;
  });
  return isTest ? isFound : found;
}

function matchObject(
  slots: Int32Array,
  names: readonly (string | undefined)[],
  slice: (start: number, end: number) => string,
): JsonObject {
  const start = slots[0] ?? 0;
  const end = slots[1] ?? 0;
  const captures = names.map((name, index): JsonObject => {
    const from = slots[2 * index + 2] ?? -1;
    const to = slots[2 * index + 3] ?? -1;
    if (from < 0 || to < 0) return { offset: -1, length: 0, string: null, name: name ?? null };
    // Inside an empty match jq reports every group that took part as empty, there.
    if (start === end) return { offset: start, length: 0, string: "", name: name ?? null };
    return { offset: from, length: to - from, string: slice(from, to), name: name ?? null };
  });
  return { offset: start, length: end - start, string: slice(start, end), captures };
}

function namedCaptures(run: Run, match: Json): Json {
  const result: MutableObject = {};
  const captures = readKey(run, match, "captures");
  for (const capture of isArray(captures) ? captures : elementsOf(captures)) {
    const name = readKey(run, capture, "name");
    if (typeof name === "string") setOwn(result, name, readKey(run, capture, "string"));
  }
  run.copy(4);
  return result;
}

/**
 * Code for `sub`: for each match what `text` makes of its named captures takes its place. Several outputs of `text` give
 * several results: the first outputs of all matches make the first result, and so on.
 */
function subCode(pattern: Code, text: Code, flagText: Code): Code {
  return several((run, environment, input, emit) => {
    each(pattern, run, environment, input, (re) => {
      each(flagText, run, environment, input, (flag) => {
        const results = substitute(run, environment, input, re, flag, text);
        for (const result of results.length === 0 ? [input] : results) if (emit(result)) run.settle();
      });
    });
    return false;
  });
}

function substitute(
  run: Run,
  environment: Environment,
  input: Json,
  pattern: Json,
  flagText: Json,
  text: Code,
): Json[] {
  if (typeof input !== "string") return raiseAbout(input, "cannot be matched, as it is not a string");
  if (typeof pattern !== "string") return raiseAbout(pattern, "is not a string");
  const flags = readFlags(flagText);
  const regex = compiled(run, pattern, flags);
  const results: Json[] = [];
  let previous = 0;
  let tail = input;
  eachMatch(run, input, regex, flags, ({ slots, slice }) => {
    const gap = slice(previous, slots[0] ?? 0);
    const captures = namedCaptures(run, matchObject(slots, regex.names, slice));
    const inserts: Json[] = [];
    each(text, run, environment, captures, (value) => inserts.push(value));
    for (const [index, insert] of inserts.entries()) {
      results[index] = add(run, results[index] ?? null, add(run, gap, insert));
    }
    previous = slots[1] ?? 0;
    tail = slice(previous, Number.MAX_SAFE_INTEGER);
    return true;
  });
  return results.map((result) => add(run, result, tail));
}

/** Builtins over regular expressions that take code. */
export const SUBSTITUTION: Readonly<Record<string, Special>> = {
  "sub/3": (pattern, text, flags) => subCode(pattern ?? NOTHING, text ?? NOTHING, flags ?? NOTHING),
};

const NOTHING: Code = several(() => false);

/** What the definitions of `match`, `test`, `capture` and `sub` rest on. */
export const REGEX: NativeTable = {
  "_match/3": (run, input, pattern, flags, isTest) => matchAll(run, input, pattern, flags, isTest === true),
  "_captures/0": (run, input) => namedCaptures(run, input),
};
