// Sets of kinds that a value may have, as bits. Pure numbers; knows nothing of programs.
// The invariant: a set is never too small. NAN says that the value may be, or hold, a number that is none, which prints as null.
import type { Json } from "../json.ts";
import { kindOf, type KindName } from "../value/kinds.ts";

/** Bits of the kinds, in jq's order of values. */
const BITS: Readonly<Record<KindName, number>> = { null: 1, boolean: 2, number: 4, string: 8, array: 16, object: 32 };

const NAMES = Object.keys(BITS) as readonly KindName[];

export const NULL: number = BITS.null;
export const BOOLEAN: number = BITS.boolean;
export const NUMBER: number = BITS.number;
export const STRING: number = BITS.string;
export const ARRAY: number = BITS.array;
export const OBJECT: number = BITS.object;
export const NAN = 64;
export const NOTHING = 0;
/** Any value that JSON text can hold. */
export const JSON_VALUE: number = NULL | BOOLEAN | NUMBER | STRING | ARRAY | OBJECT;
/** Any value. */
export const ANY: number = JSON_VALUE | NAN;

/** The set without NAN: kinds only. */
export function kindsOnly(set: number): number {
  return set & ~NAN;
}

/** The set of one literal's kind. */
export function kindOfLiteral(value: Json): number {
  return BITS[kindOf(value)];
}

/** The kinds of a set as single bits. */
export function eachKind(set: number): readonly number[] {
  return NAMES.map((name) => BITS[name]).filter((bit) => (set & bit) !== 0);
}

/** The names of a set's kinds. */
export function kindNames(set: number): readonly KindName[] {
  return NAMES.filter((name) => (set & BITS[name]) !== 0);
}

/** The set of some names. */
export function kindSet(names: readonly KindName[]): number {
  return names.reduce((set, name) => set | BITS[name], 0);
}

const WORDS: Readonly<Record<KindName, string>> = {
  null: "null",
  boolean: "a boolean",
  number: "a number",
  string: "a string",
  array: "an array",
  object: "an object",
};

/** `a number or a string`; `anything but a boolean` where that is shorter. */
export function kindWords(set: number): string {
  const missing = kindNames(JSON_VALUE & ~set);
  if (missing.length === 0) return "a value";
  if (missing.length === 1) return `anything but ${WORDS[missing[0] ?? "null"]}`;
  const words = kindNames(set).map((name) => WORDS[name]);
  const last = words.at(-1) ?? "nothing";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
