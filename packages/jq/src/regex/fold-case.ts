// Case folding as Unicode's full folding has it: texts that differ only in case fold to the same code points, also where one
// has more letters than the other (ß and SS). It is made of the platform's own case mappings.
import type { CodePointTest } from "./regex-node.ts";

const folds = new Map<number, readonly number[]>();

/** The code points that a code point folds to: one, rarely two or three. */
export function foldCase(code: number): readonly number[] {
  let fold = folds.get(code);
  if (fold === undefined) folds.set(code, (fold = foldOf(code)));
  return fold;
}

function foldOf(code: number): readonly number[] {
  // Without its dot, ı is a letter of its own.
  if (code === 0x131 || (code >= 0xd800 && code < 0xe000)) return [code];
  const text = String.fromCodePoint(code);
  return Array.from(text.toLowerCase().toUpperCase().toLowerCase(), (char) => char.codePointAt(0) ?? 0);
}

/** Where code points have other spellings by case. */
const CASED: readonly (readonly [number, number])[] = [
  [0x41, 0x2fff],
  [0xa640, 0xabbf],
  [0xfb00, 0xfb17],
  [0xff21, 0xff5a],
  [0x10400, 0x104ff],
  [0x10570, 0x105bf],
  [0x10c80, 0x10cff],
  [0x118a0, 0x118df],
  [0x16e40, 0x16e7f],
  [0x1e900, 0x1e943],
];

interface Spellings {
  /** By a code point: the others that fold to the same. */
  readonly others: ReadonlyMap<number, readonly number[]>;
  /** Those that fold to several code points. */
  readonly long: readonly number[];
}

let spellings: Spellings | undefined;

function knownSpellings(): Spellings {
  if (spellings !== undefined) return spellings;
  const groups = new Map<string, number[]>();
  const long: number[] = [];
  for (const [from, to] of CASED) {
    for (let code = from; code <= to; code += 1) {
      const fold = foldOf(code);
      if (fold.length > 1) long.push(code);
      const key = fold.join();
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [code]);
      else group.push(code);
    }
  }
  const others = new Map<number, readonly number[]>();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    for (const code of group)
      others.set(
        code,
        group.filter((other) => other !== code),
      );
  }
  spellings = { others, long };
  return spellings;
}

/** Returns a class that ignores case. */
export function ignoringCase(test: CodePointTest): CodePointTest {
  return (code) => test(code) || (knownSpellings().others.get(code)?.some(test) ?? false);
}

/** What the members of a class fold to that fold to several code points. */
export function longFolds(test: CodePointTest): readonly (readonly number[])[] {
  return knownSpellings().long.filter(test).map(foldCase);
}
