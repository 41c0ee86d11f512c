// Which kinds the operators take, and what they give. The invariant: a pair that is not listed raises an error for all values
// of its kinds (analysis.property.test.ts runs them all).
import type { BinaryOperator } from "../syntax/ast.ts";
import { ARRAY, BOOLEAN, eachKind, kindsOnly, NAN, NULL, NUMBER, OBJECT, STRING } from "./kind-set.ts";

type Rule = readonly [left: number, right: number, result: number];

const SAME = [NUMBER, STRING, ARRAY, OBJECT] as const;

const ARITHMETIC: Readonly<Partial<Record<BinaryOperator, readonly Rule[]>>> = {
  "+": [
    ...SAME.map((kind): Rule => [kind, kind, kind]),
    [NULL, NULL, NULL],
    ...[BOOLEAN, ...SAME].flatMap((kind): readonly Rule[] => [
      [NULL, kind, kind],
      [kind, NULL, kind],
    ]),
  ],
  "-": [
    [NUMBER, NUMBER, NUMBER],
    [ARRAY, ARRAY, ARRAY],
  ],
  "*": [
    [NUMBER, NUMBER, NUMBER],
    [STRING, NUMBER, STRING | NULL],
    [NUMBER, STRING, STRING | NULL],
    [OBJECT, OBJECT, OBJECT],
  ],
  "/": [
    [NUMBER, NUMBER, NUMBER],
    [STRING, STRING, ARRAY],
  ],
  "%": [[NUMBER, NUMBER, NUMBER]],
};

const WORDS: Readonly<Partial<Record<BinaryOperator, string>>> = {
  "+": "added",
  "-": "subtracted",
  "*": "multiplied",
  "/": "divided",
  "%": "divided (remainder)",
};

/** What can be done with no pair of kinds: `cannot be added`; undefined for comparisons. */
export function arithmeticWord(operator: BinaryOperator): string | undefined {
  return WORDS[operator];
}

/** The kinds that an operation may give; none where it fails for every pair of kinds. */
export function arithmeticResult(operator: BinaryOperator, left: number, right: number): number {
  const rules = ARITHMETIC[operator] ?? [];
  const result = rules.reduce(
    (kinds, [l, r, gives]) => ((left & l) !== 0 && (right & r) !== 0 ? kinds | gives : kinds),
    0,
  );
  // Too large a number minus another is no number.
  const isNew = (result & NUMBER) !== 0 && (left & right & NUMBER) !== 0;
  return result === 0 ? 0 : result | ((left | right) & NAN) | (isNew ? NAN : 0);
}

/** What a comparison always gives, whatever the values of these kinds; undefined where that depends. */
export function comparisonResult(operator: BinaryOperator, left: number, right: number): boolean | undefined {
  const [first, second] = [kindsOnly(left), kindsOnly(right)];
  if (first === 0 || second === 0 || (first & second) !== 0) return undefined;
  if (operator === "==" || operator === "!=") return operator === "!=";
  if (arithmeticWord(operator) !== undefined) return undefined;
  const isBelow = (eachKind(first).at(-1) ?? 0) < (eachKind(second)[0] ?? 0);
  const isAbove = (eachKind(first)[0] ?? 0) > (eachKind(second).at(-1) ?? 0);
  if (!isBelow && !isAbove) return undefined;
  return isBelow === (operator === "<" || operator === "<=");
}
