// Reads a bracketed class: ranges, escapes, POSIX brackets, negation. Other brackets in it are characters.
import { DIGIT, negate, posixClass, SPACE, WORD } from "./code-point-class.ts";
import { RegexSyntaxError, type PatternReader } from "./pattern-reader.ts";
import type { CodePointTest } from "./regex-node.ts";
import { unicodeClass } from "./unicode-property.ts";

const SETS: Readonly<Record<string, CodePointTest>> = {
  d: DIGIT,
  D: negate(DIGIT),
  w: WORD,
  W: negate(WORD),
  s: SPACE,
  S: negate(SPACE),
};

/** A class as it is written. */
export interface CharacterClass {
  readonly test: CodePointTest;
  readonly isNegated: boolean;
}

/** Reads a class after its opening bracket; `test` is without the negation. */
export function parseClass(reader: PatternReader): CharacterClass {
  const isNegated = reader.accept("^");
  const tests: CodePointTest[] = [];
  let isFirst = true;
  for (;;) {
    if (reader.isAtEnd) throw new RegexSyntaxError("premature end of char-class");
    if (reader.is("]") && !isFirst) break;
    if (isFirst && reader.is("]") && !reader.match(/\][^]*\]/y)) throw new RegexSyntaxError("empty char-class");
    isFirst = false;
    tests.push(parseMember(reader));
  }
  reader.accept("]");
  return { test: (code) => tests.some((test) => test(code)), isNegated };
}

function parseMember(reader: PatternReader): CodePointTest {
  const bracket = reader.is("[:") ? parseBracket(reader) : undefined;
  if (bracket !== undefined) return bracket;
  const low = parseCharacters(reader);
  if (typeof low === "function") return low;
  if (!reader.is("-") || reader.is("-]")) return (code) => low.includes(code);
  reader.take();
  if (reader.isAtEnd) throw new RegexSyntaxError("premature end of char-class");
  if (reader.match(/\[:\^?[a-zA-Z]+:\]/y) !== undefined) throw new RegexSyntaxError("char-class value at end of range");
  const high = parseCharacters(reader);
  if (typeof high === "function") throw new RegexSyntaxError("char-class value at end of range");
  const from = low.at(-1) ?? 0;
  const to = high[0] ?? 0;
  if (to < from) throw new RegexSyntaxError("empty range in char class");
  return (code) => (code >= from && code <= to) || low.includes(code);
}

/** A POSIX bracket; what has only its beginning is a character. */
function parseBracket(reader: PatternReader): CodePointTest | undefined {
  const found = reader.match(/\[:(\^?)([^\]:]{0,20}):\]/y);
  if (found === undefined) return undefined;
  const test = posixClass(found[2] ?? "");
  if (test === undefined) throw new RegexSyntaxError("invalid POSIX bracket type");
  reader.skip(found[0].length);
  return found[1] === "^" ? negate(test) : test;
}

function parseCharacters(reader: PatternReader): readonly number[] | CodePointTest {
  if (!reader.accept("\\")) return codesOf(reader.take());
  if (reader.isAtEnd) throw new RegexSyntaxError("end pattern at escape");
  const set = SETS[reader.peek()];
  if (set !== undefined) {
    reader.take();
    return set;
  }
  return reader.property(unicodeClass) ?? codesOf(reader.accept("b") ? "\b" : reader.escapedCharacters());
}

function codesOf(text: string): readonly number[] {
  return Array.from(text, (char) => char.codePointAt(0) ?? 0);
}
