// On what an argument of a builtin works: `map(f)` runs f on each element. A program for “.” of the argument, by name and arity.
// Everything else runs its arguments on its own input.

const EACH = [".[]?"];
const BELOW = [".."];

const FOCUS: Readonly<Record<string, readonly string[]>> = {
  "map/1": EACH,
  "map_values/1": EACH,
  "sort_by/1": EACH,
  "group_by/1": EACH,
  "unique_by/1": EACH,
  "min_by/1": EACH,
  "max_by/1": EACH,
  "any/1": EACH,
  "all/1": EACH,
  "INDEX/1": EACH,
  "with_entries/1": ["to_entries[]?"],
  "recurse/1": BELOW,
  "walk/1": BELOW,
  "paths/1": BELOW,
};

/** For these, the second argument works on the outputs of the first. */
const OVER_FIRST: ReadonlySet<string> = new Set(["any/2", "all/2", "INDEX/2"]);

/** For these, the second argument works on the named groups of the first, a regular expression. */
const OVER_GROUPS: ReadonlySet<string> = new Set(["sub/2", "sub/3", "gsub/2", "gsub/3"]);

/** The program that gives “.” of argument `at`, from “.” of the call. */
export function argumentFocus(name: string, args: readonly string[], at: number): string {
  const id = `${name}/${args.length}`;
  const first = args[0] ?? ".";
  if (at === 1 && OVER_FIRST.has(id)) return first;
  if (at === 1 && OVER_GROUPS.has(id)) return `capture(${first})`;
  return FOCUS[id]?.[at] ?? ".";
}
