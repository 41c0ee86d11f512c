// Classes of code points: \d, \w, \s, POSIX brackets and Unicode properties. The platform's RegExp sees one character at a
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

/** Returns a `\p{…}` class: a POSIX name, a general category, a script or a binary property. */
export function unicodeClass(name: string): CodePointTest | undefined {
  const posix = posixClass(name.toLowerCase());
  if (posix !== undefined) return posix;
  if (name.toLowerCase() === "any") return () => true;
  if (!/^[A-Za-z][A-Za-z0-9_= ]*$/.test(name)) return undefined;
  for (const source of [`\\p{${name}}`, `\\p{Script=${name}}`]) {
    try {
      return property(source);
    } catch {
      // Not of this kind: try the next.
    }
  }
  return undefined;
}

/** Returns the other spellings of a code point that differ only in case. */
export function caseVariants(code: number): readonly number[] {
  const text = String.fromCodePoint(code);
  const variants = new Set([code]);
  for (const other of [text.toLowerCase(), text.toUpperCase(), text.toUpperCase().toLowerCase()]) {
    const first = other.codePointAt(0);
    if (first !== undefined && String.fromCodePoint(first) === other) variants.add(first);
  }
  return [...variants];
}

/** Returns a class that ignores case. */
export function ignoringCase(test: CodePointTest): CodePointTest {
  return (code) => test(code) || caseVariants(code).some(test);
}
