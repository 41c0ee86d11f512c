// Builtins whose kinds are known: what they take and what they give. The invariant: input or arguments of another kind raise an
// error, whatever the value (analysis.property.test.ts runs each with samples of every kind). What is not here may do anything.
import type { KindName } from "../value/kinds.ts";
import { ANY, kindSet, NAN, NUMBER } from "./kind-set.ts";

/** What a builtin takes and gives. */
export interface Signature {
  readonly input: number;
  /** Kinds of each argument that is a value; the builtin is called for each combination of them. */
  readonly args: readonly number[];
  readonly output: number;
  /** True where it gives a result whenever it raises no error and its arguments have results. */
  readonly some: boolean;
}

const ALWAYS = `
null boolean number string array object -> array: builtins/0 toarray/0
null boolean number string array object -> boolean: have_decnum/0 have_literal_numbers/0 isfinite/0 isinfinite/0 isnan/0 isnormal/0 not/0
null boolean number string array object -> number: now/0 infinite/0
null boolean number string array object -> string: tojson/0 tostring/0 type/0
string -> string: ascii_downcase/0 ascii_upcase/0 ltrim/0 rtrim/0 trim/0
string -> array: explode/0
string -> number: utf8bytelength/0 fromdate/0 fromdateiso8601/0
string -> any: fromjson/0
string number -> nan: tonumber/0
string boolean -> boolean: toboolean/0
number -> string: ascii/0
number -> array: frexp/0 modf/0 gmtime/0 localtime/0
number array -> string: date/0 todate/0 todateiso8601/0
array -> string: implode/0
array -> number: mktime/0
array -> array: sort/0 unique/0
array -> any: min/0 max/0
null array -> any: first/0 last/0
array object -> any: add/0
array object -> array: flatten/0 keys/0 keys_unsorted/0 to_entries/0 transpose/0
array object -> object: from_entries/0
array object -> boolean: any/0 all/0
string (string) -> boolean: startswith/1 endswith/1
string (string) -> string: ltrimstr/1 rtrimstr/1 trimstr/1
string (string) -> array: split/1 strptime/1
array object (any) -> string: join/1
array object (any) -> array: flatten/1
array (any) -> number: bsearch/1
number array (string) -> string: strftime/1
null array object (any) -> boolean: has/1
number -> nan: acos/0 acosh/0 asin/0 asinh/0 atan/0 atanh/0 cbrt/0 ceil/0 cos/0 cosh/0 erf/0 erfc/0 exp/0 exp10/0 exp2/0 expm1/0 fabs/0 floor/0 gamma/0 j0/0 j1/0 lgamma/0 log/0 log10/0 log1p/0 log2/0 logb/0 nearbyint/0 pow10/0 rint/0 round/0 significand/0 sin/0 sinh/0 sqrt/0 tan/0 tanh/0 tgamma/0 trunc/0 y0/0 y1/0`;

const SOMETIMES = `
null boolean number string array object -> array: paths/0 leaf_paths/0
null boolean number string array object (number) -> number: range/1
null boolean number string array object (number) (number) -> number: range/2`;

function read(lines: string, some: boolean): readonly (readonly [string, Signature])[] {
  return lines
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [taken = "", given = "", names = ""] = line.split(/ -> |: /);
      const [input = "", ...args] = taken.split(/[()]/).filter((part) => part.trim() !== "");
      const signature = { input: setOf(input), args: args.map(setOf), output: setOf(given), some };
      return names.split(" ").map((name) => [name, signature] as const);
    });
}

/** `nan` is a number that may be none. */
function setOf(words: string): number {
  const names = words.trim().split(" ");
  if (names[0] === "any") return ANY;
  return names[0] === "nan" ? NUMBER | NAN : kindSet(names as readonly KindName[]);
}

/** Signatures by `name/arity`. */
export const SIGNATURES: ReadonlyMap<string, Signature> = new Map([...read(ALWAYS, true), ...read(SOMETIMES, false)]);

/** Builtins that run their arguments on what they find, an unknown number of times: what they take, and what they give. */
export const CLOSURE_SIGNATURES: ReadonlyMap<string, Signature> = new Map([
  ...read(
    `
array object -> array: map/1
array object -> object: with_entries/1
array object -> boolean: any/1 all/1
array -> array: sort_by/1 group_by/1 unique_by/1
array -> any: min_by/1 max_by/1
null boolean number string array object -> any: recurse/0 add/1 del/1
null boolean number string array object -> boolean: any/2 all/2 isempty/1 IN/1`,
    true,
  ),
  ...read(
    `
array object -> array object: map_values/1
string -> boolean: test/1 test/2
string -> object: match/1 match/2 capture/1 capture/2
string -> any: scan/1 scan/2
string -> array: split/2
string -> string: splits/1 splits/2 sub/2 sub/3 gsub/2 gsub/3
null boolean number string array object -> array: path/1 paths/1
null boolean number string array object -> any: first/1 last/1 limit/2 until/2 while/2 recurse/1 recurse/2 walk/1`,
    false,
  ),
]);

/** Of those, the ones whose arguments are run as a part of them, so that a mistake in them is one of the program. */
export const RUNS_ARGUMENTS: ReadonlySet<string> = new Set(
  "map/1 with_entries/1 any/1 all/1 sort_by/1 group_by/1 unique_by/1 min_by/1 max_by/1 add/1 del/1 any/2 all/2 map_values/1 first/1 last/1 until/2 while/2 recurse/1 recurse/2 walk/1".split(
    " ",
  ),
);

/** Filters by kind: what passes. */
export const KIND_FILTERS: ReadonlyMap<string, number> = new Map(
  (
    [
      ["values/0", ["boolean", "number", "string", "array", "object"]],
      ["nulls/0", ["null"]],
      ["booleans/0", ["boolean"]],
      ["numbers/0", ["number"]],
      ["strings/0", ["string"]],
      ["arrays/0", ["array"]],
      ["objects/0", ["object"]],
      ["iterables/0", ["array", "object"]],
      ["scalars/0", ["null", "boolean", "number", "string"]],
    ] satisfies readonly (readonly [string, readonly KindName[]])[]
  ).map(([name, kinds]) => [name, kindSet(kinds)]),
);
