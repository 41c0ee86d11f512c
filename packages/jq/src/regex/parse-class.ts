// Reads a bracketed class: ranges, escapes, POSIX brackets, nested classes, negation.
import { DIGIT, ignoringCase, negate, posixClass, SPACE, unicodeClass, WORD } from "./code-point-class.ts";
import { RegexSyntaxError, type PatternReader } from "./pattern-reader.ts";
import type { CodePointTest } from "./regex-node.ts";

const SETS: Readonly<Record<string, CodePointTest>> = {
  d: DIGIT,
  D: negate(DIGIT),
  w: WORD,
  W: negate(WORD),
  s: SPACE,
  S: negate(SPACE),
};

/** Reads a class after its opening bracket. */
export function parseClass(reader: PatternReader, ignoreCase: boolean): CodePointTest {
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
  const any: CodePointTest = (code) => tests.some((test) => test(code));
  const folded = ignoreCase ? ignoringCase(any) : any;
  return isNegated ? negate(folded) : folded;
}

function parseMember(reader: PatternReader): CodePointTest {
  const posix = reader.match(/\[:(\^?)([a-z]+):\]/y);
  if (posix !== undefined) {
    const test = posixClass(posix[2] ?? "");
    if (test !== undefined) {
      reader.skip(posix[0].length);
      return posix[1] === "^" ? negate(test) : test;
    }
  }
  if (reader.accept("[")) return parseClass(reader, false);
  const low = parseCharacter(reader);
  if (typeof low !== "string") return low;
  const from = low.codePointAt(0) ?? 0;
  if (!reader.is("-") || reader.is("-]")) return (code) => code === from;
  reader.take();
  if (reader.isAtEnd) throw new RegexSyntaxError("premature end of char-class");
  const high = parseCharacter(reader);
  if (typeof high !== "string") return (code) => code === from || code === 45 || high(code);
  const to = high.codePointAt(0) ?? 0;
  if (to < from) throw new RegexSyntaxError("empty range in char class");
  return (code) => code >= from && code <= to;
}

function parseCharacter(reader: PatternReader): string | CodePointTest {
  if (!reader.accept("\\")) return reader.take();
  if (reader.isAtEnd) throw new RegexSyntaxError("end pattern at escape");
  const set = SETS[reader.peek()];
  if (set !== undefined) {
    reader.take();
    return set;
  }
  if (reader.is("p") || reader.is("P")) return reader.property(unicodeClass);
  return reader.accept("b") ? "\b" : reader.escapedCharacter();
}
