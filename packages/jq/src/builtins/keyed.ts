// `sort_by`, `group_by`, `unique_by`, `min_by`, `max_by`: each element is keyed by the array of all outputs of the argument.
import type { Run } from "../budget.ts";
import type { Json } from "../json.ts";
import { single, type Code, type Environment } from "../compile/code.ts";
import { collect } from "../compile/construct.ts";
import { raiseAboutBoth } from "../value/describe.ts";
import { isArray } from "../value/kinds.ts";
import { compare } from "../value/order.ts";
import { elementsOf, groupKeyed, sortKeyed, type Keyed } from "./collections.ts";
import type { Special } from "./control.ts";

function keyed(key: Code, run: Run, environment: Environment, input: Json, problem: string): Keyed[] {
  const keys = elementsOf(input).map((item): Keyed => {
    run.step();
    return { key: collect(key, run, environment, item), item };
  });
  if (!isArray(input)) {
    return raiseAboutBoth(
      input,
      keys.map((entry) => entry.key),
      problem,
    );
  }
  return keys;
}

const SORT_PROBLEM = "cannot be sorted, as they are not both arrays";
const ITERATE_PROBLEM = "cannot be iterated over";

function bySort(finish: (run: Run, keys: readonly Keyed[]) => Json): Special {
  return (key) =>
    single((run, environment, input) =>
      key === undefined ? null : finish(run, keyed(key, run, environment, input, SORT_PROBLEM)),
    );
}

function byExtreme(isMinimum: boolean): Special {
  return (key) =>
    single((run, environment, input) => {
      if (key === undefined) return null;
      const entries = keyed(key, run, environment, input, ITERATE_PROBLEM);
      const best = entries.reduce<Keyed | undefined>((so, entry) => {
        if (so === undefined) return entry;
        return isMinimum === compare(entry.key, so.key) < 0 ? entry : so;
      }, undefined);
      return best?.item ?? null;
    });
}

const identity = single((_run, _environment, input) => input);

/** Builtins that order by a key, by `name/arity`. */
export const KEYED: Readonly<Record<string, Special>> = {
  "sort_by/1": bySort((run, keys) => sortKeyed(run, keys).map(({ item }) => item)),
  "group_by/1": bySort(groupKeyed),
  "unique_by/1": bySort((run, keys) => groupKeyed(run, keys).map(([first]) => first ?? null)),
  "unique/0": () => bySort((run, keys) => groupKeyed(run, keys).map(([first]) => first ?? null))(identity),
  "min_by/1": byExtreme(true),
  "max_by/1": byExtreme(false),
};
