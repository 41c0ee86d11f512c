// What `schedule.on` asks for (dsl-reference, "Schedule" and "Event Consumption Strategy"). Pure. `one` and `any` start a run for
// each event; `all`, and `any` with `until`, gather events that agree in their correlation values, and start one run for them all.

import { compile } from "@ironweave/jq";
import type { Json, JsonObject } from "@ironweave/jq";
import { correlationOf } from "@ironweave/engine";
import type { EventSubscription } from "@ironweave/engine";
import { memberOf } from "@ironweave/schema";
import { LIMITS } from "../limits.ts";
import { canonicalText } from "./canonical-text.ts";

export interface Trigger {
  /** Those of the events that become the input, and behind them those of the events that only end the gathering. */
  readonly filters: readonly EventSubscription[];
  /** How many of `filters` are of the first kind. */
  readonly own: number;
  /** When what was gathered is enough; undefined where each event is. */
  readonly until: "all" | "ending-any" | "ending-all" | { readonly condition: string } | undefined;
}

/** What has come for a run that is not started yet. */
export interface Gathered {
  readonly correlation: JsonObject;
  readonly served: readonly number[];
  /** How many events there are. */
  readonly count: number;
}

/** The trigger, or a sentence about why it can start nothing. */
export function readTrigger(on: Json): Trigger | { readonly problem: string } {
  try {
    const own = filtersOf(on);
    const until = memberOf(on, "until");
    if (memberOf(on, "all") !== undefined) return { filters: own, own: own.length, until: "all" };
    if (until === undefined || until === null || until === false) {
      return { filters: own, own: own.length, until: undefined };
    }
    if (typeof until === "string") {
      const condition = programOf(until);
      compile(condition);
      return { filters: own, own: own.length, until: { condition } };
    }
    const ending = filtersOf(until);
    const mode = memberOf(until, "all") === undefined ? "ending-any" : "ending-all";
    return { filters: [...own, ...ending], own: own.length, until: mode };
  } catch (error) {
    return { problem: `\`on\` cannot be followed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The group with the event in it, or undefined where the event does not belong to it. `matching` are the filters it matches. */
export function joinGroup(
  { filters, own, until }: Trigger,
  group: Gathered,
  event: JsonObject,
  matching: readonly number[],
): (Gathered & { readonly kept: boolean }) | undefined {
  // What ends a gathering is asked first, as `listen` does it.
  const order = matching.toSorted((a, b) => Number(a < own) - Number(b < own) || a - b);
  for (const index of order) {
    const ends = index >= own;
    if ((ends || until === "all") && group.served.includes(index)) continue;
    if (ends && group.count === 0) continue;
    const values = agreement(filters[index], event, group.correlation);
    if (values === undefined) continue;
    const served = ends || until === "all" ? [...group.served, index] : group.served;
    return {
      correlation: { ...values, ...group.correlation },
      served,
      count: group.count + (ends ? 0 : 1),
      kept: !ends,
    };
  }
  return undefined;
}

/** True where the group is to be started. `events` are asked for only where a condition is over them. */
export function isGathered({ filters, own, until }: Trigger, group: Gathered, events: () => readonly Json[]): boolean {
  if (group.count >= LIMITS.eventGroupSize) return true;
  if (until === undefined) return group.count > 0;
  if (until === "all") return group.served.length >= own;
  const ended = group.served.filter((index) => index >= own).length;
  if (until === "ending-any") return ended > 0;
  if (until === "ending-all") return ended >= filters.length - own;
  try {
    const [result = null] = compile(until.condition).run([...events()]);
    return result !== null && result !== false;
  } catch {
    // An odd event is no reason to start, and none to stop gathering.
    return false;
  }
}

/** The event's correlation values, where they agree with those of the group. */
function agreement(
  filter: EventSubscription | undefined,
  event: JsonObject,
  known: JsonObject,
): Readonly<Record<string, Json>> | undefined {
  const values = correlationOf(event, filter?.correlate, {});
  const agrees = Object.entries(values ?? {}).every(([name, value]) => {
    if (filter?.correlate?.[name]?.expect !== undefined || !Object.hasOwn(known, name)) return true;
    return canonicalText(known[name] ?? null) === canonicalText(value);
  });
  return agrees ? values : undefined;
}

function filtersOf(strategy: Json): readonly EventSubscription[] {
  const one = memberOf(strategy, "one");
  const many = memberOf(strategy, "all") ?? memberOf(strategy, "any");
  const filters = one === undefined ? many : [one];
  if (!Array.isArray(filters)) throw new Error("it must have `one`, `any` or `all`");
  // An empty `any` is every event.
  if (filters.length === 0) return [{ with: {}, scope: {} }];
  return (filters as readonly Json[]).map(subscriptionOf);
}

function subscriptionOf(filter: Json): EventSubscription {
  const attributes = memberOf(filter, "with");
  if (!isObject(attributes)) throw new Error("an event filter must have `with`");
  const correlate = memberOf(filter, "correlate");
  if (!isObject(correlate)) return { with: attributes, scope: {} };
  const entries = Object.entries(correlate).map(([name, definition]) => {
    const from = memberOf(definition, "from");
    if (typeof from !== "string") throw new Error(`correlate.${name} must have \`from\``);
    compile(programOf(from));
    const expected = memberOf(definition, "expect");
    return [name, expected === undefined ? { from } : { from, expect: constantOf(expected) }] as const;
  });
  return { with: attributes, scope: {}, correlate: Object.fromEntries(entries) };
}

/** Before there is a run, an expression has nothing to read. */
function constantOf(expected: Json): Json {
  if (typeof expected !== "string" || programOf(expected) === expected) return expected;
  const [value = null] = compile(programOf(expected)).run(null);
  return value;
}

/** The program of an expression, wrapped or bare. */
function programOf(text: string): string {
  return /^\s*\$\{(.*)\}\s*$/su.exec(text)?.[1] ?? text;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
