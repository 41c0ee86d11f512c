// Reads an event consumption strategy and turns its filters into subscriptions for the host.

import type { Json } from "@ironweave/jq";
import type { Place, ProgramCache } from "../data/evaluate.ts";
import { evaluateField } from "../data/evaluate.ts";
import { wrappedExpression } from "../data/expression-text.ts";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { standardFault } from "../errors/workflow-fault.ts";
import type { EventSubscription } from "../host.ts";

export interface Strategy {
  readonly type: "one" | "any" | "all";
  readonly filters: readonly Json[];
  /** A condition over what was consumed, or events that end the listening. Only with `any`. */
  readonly until: string | Strategy | undefined;
}

/** Throws a configuration fault (400) where it is not a strategy. */
export function readStrategy(value: Json | undefined): Strategy {
  const one = member(value, "one");
  const all = member(value, "all");
  const any = member(value, "any");
  if (one !== undefined) return { type: "one", filters: [one], until: undefined };
  if (isJsonArray(all)) return { type: "all", filters: all, until: undefined };
  if (!isJsonArray(any)) throw standardFault("configuration", "listen.to must have one, any or all");
  const until = member(value, "until");
  return {
    type: "any",
    // An empty `any` listens to every event.
    filters: any.length === 0 ? [{ with: {} }] : any,
    until: until === undefined || until === null || until === false ? undefined : readUntil(until),
  };
}

function readUntil(until: Json): string | Strategy {
  return typeof until === "string" ? until : readStrategy(until);
}

function programsIn(value: Json): readonly string[] {
  if (typeof value === "string") {
    const program = wrappedExpression(value);
    return program === undefined ? [] : [program];
  }
  if (isJsonArray(value)) return value.flatMap(programsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(programsIn) : [];
}

/** The variables that the filter's expressions read, with their values now. */
function scopeFor(values: readonly Json[], place: Place, programs: ProgramCache): Record<string, Json> {
  const names = values.flatMap(programsIn).flatMap((text) => programs.get(text, place.names).freeVariables);
  return Object.fromEntries([...new Set(names)].map((name) => [name, place.variable(name) ?? null]));
}

/** One subscription per filter. `known` are correlation values of events consumed before. */
export function subscriptionsOf(
  filters: readonly Json[],
  place: Place,
  programs: ProgramCache,
  known: Readonly<Record<string, Json>>,
): readonly EventSubscription[] {
  return filters.map((filter) => {
    const attributes = member(filter, "with");
    const declared = member(filter, "correlate");
    if (!isJsonObject(attributes)) throw standardFault("configuration", "an event filter must have with");
    const entries = isJsonObject(declared) ? Object.entries(declared) : [];
    const correlate = Object.fromEntries(
      entries.map(([name, definition]) => {
        const from = member(definition, "from");
        if (typeof from !== "string") throw standardFault("configuration", `correlate.${name} must have from`);
        const expected = member(definition, "expect");
        const expect = expected === undefined ? known[name] : expectation(expected, place, programs, name);
        return [name, expect === undefined ? { from } : { from, expect }];
      }),
    );
    const froms = Object.values(correlate).map(({ from }) => `\${ ${wrappedExpression(from) ?? from} }`);
    const scope = scopeFor([attributes, ...froms], place, programs);
    return { with: attributes, scope, ...(entries.length === 0 ? {} : { correlate }) };
  });
}

/** `expect` is a constant, or an expression when it is wrapped. */
function expectation(expected: Json, place: Place, programs: ProgramCache, name: string): Json {
  if (typeof expected !== "string" || wrappedExpression(expected) === undefined) return expected;
  return evaluateField(programs, expected, place, `correlate.${name}.expect`, { mode: "strict" });
}
