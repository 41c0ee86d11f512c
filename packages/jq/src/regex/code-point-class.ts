// Classes of code points: \d, \w, \s and POSIX brackets. The platform's RegExp sees one character at a
// time here, so it cannot run away.
import type { CodePointTest } from "./regex-node.ts";

function property(source: string): CodePointTest {
  const pattern = new RegExp(`^${source}$`, "u");
  return (code) => pattern.test(String.fromCodePoint(code));
}

function ascii(fast: CodePointTest, source: string): CodePointTest {
  const slow = property(source);
  return (code) => (code < 128 ? fast(code) : slow(code));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export const DIGIT: CodePointTest = ascii(isDigit, "\\p{Nd}");
export const WORD: CodePointTest = ascii(
  (code) => isLetter(code) || isDigit(code) || code === 95,
  "[\\p{L}\\p{M}\\p{N}\\p{Pc}]",
);
export const SPACE: CodePointTest = ascii((code) => code === 32 || (code >= 9 && code <= 13), "[\\p{Z}\\u0085]");

/** Returns the class that has exactly what the other has not. */
export function negate(test: CodePointTest): CodePointTest {
  return (code) => !test(code);
}

const POSIX: Readonly<Record<string, CodePointTest>> = {
  alpha: ascii(isLetter, "\\p{Alphabetic}"),
  digit: DIGIT,
  alnum: ascii((code) => isLetter(code) || isDigit(code), "[\\p{Alphabetic}\\p{Nd}]"),
  upper: property("\\p{Uppercase}"),
  lower: property("\\p{Lowercase}"),
  space: SPACE,
  blank: (code) => code === 32 || code === 9 || (code > 127 && property("\\p{Zs}")(code)),
  cntrl: property("\\p{Cc}"),
  punct: property("[\\p{P}$+<=>^`|~]"),
  print: property("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}]"),
  graph: property("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]"),
  xdigit: (code) => isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70),
  word: WORD,
  ascii: (code) => code < 128,
};

/** Returns a POSIX bracket's class by its name. */
export function posixClass(name: string): CodePointTest | undefined {
  return Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
}

/** Returns the class of what the platform's RegExp reads as one property, undefined where it knows none. */
export function propertyClass(source: string): CodePointTest | undefined {
  try {
    return property(source);
  } catch {
    return undefined;
  }
}
