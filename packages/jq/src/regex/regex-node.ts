// The syntax tree of a regular expression, over code points.

/** Says whether a code point belongs to a class. */
export type CodePointTest = (code: number) => boolean;

/** A place that takes no characters. */
export type Assertion =
  | "text-start"
  | "text-end"
  | "text-end-or-last-newline"
  | "line-start"
  | "line-end"
  | "word-boundary"
  | "no-word-boundary"
  | "search-start"
  | "grapheme-boundary"
  | "no-grapheme-boundary"
  | "look-behind-end";

/** A node of a regular expression. */
export type RegexNode =
  | { readonly kind: "empty" }
  | { readonly kind: "test"; readonly test: CodePointTest }
  /** What folds to these code points; neighbours are one text, since a letter may fold to several. */
  | { readonly kind: "fold"; readonly codes: readonly number[] }
  /** Matches nothing. */
  | { readonly kind: "fail" }
  /** One character as people see it. */
  | { readonly kind: "grapheme" }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly options: readonly RegexNode[] }
  | {
      readonly kind: "repeat";
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly mode: "greedy" | "lazy" | "possessive";
    }
  | { readonly kind: "capture"; readonly index: number; readonly body: RegexNode }
  | { readonly kind: "atomic"; readonly body: RegexNode }
  | { readonly kind: "look"; readonly body: RegexNode; readonly isBehind: boolean; readonly isNegated: boolean }
  | { readonly kind: "assert"; readonly assertion: Assertion }
  | { readonly kind: "keep" }
  /** The group's pattern again, here; 0 is the whole. */
  | { readonly kind: "call"; readonly group: number }
  | {
      readonly kind: "conditional";
      /** Groups of which one has matched, or what matches here; it takes what it matches. */
      readonly condition: readonly number[] | RegexNode;
      readonly yes: RegexNode;
      readonly no: RegexNode;
    }
  | { readonly kind: "reference"; readonly groups: readonly number[]; readonly ignoreCase: boolean };

/** A parsed regular expression. */
export interface ParsedRegex {
  readonly node: RegexNode;
  /** Names of the groups, undefined for unnamed ones; index 0 is group 1. */
  readonly names: readonly (string | undefined)[];
  /** The groups by number, the whole at 0. */
  readonly groups: readonly RegexNode[];
  readonly hasCalls: boolean;
}

/** Flags in force at a place. */
export interface RegexOptions {
  readonly ignoreCase: boolean;
  readonly extended: boolean;
  readonly dotAll: boolean;
  readonly singleLine: boolean;
}
