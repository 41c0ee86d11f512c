// What a step that runs is waiting for, as its definition says it: a moment, events, the time after which it gives up. Pure. What
// an expression says is shown as it stands: the values it reads are not all in the journal.

import { durationMs } from "@ironweave/schema/run";
import type { Json } from "@ironweave/jq";
import { memberOf, resolveReference } from "@ironweave/schema";

/** Moments are epoch milliseconds. */
export interface Waiting {
  /** When a `wait` is over. */
  readonly until?: number;
  /** The expression that says how long a `wait` is. */
  readonly length?: string;
  /** What a `listen` listens for. */
  readonly events?: AwaitedEvents;
  /** When the step gives up. */
  readonly timeoutAt?: number;
}

/** One line per filter, each with the attributes that an event must have. */
export interface AwaitedEvents {
  readonly mode: "one" | "any" | "all";
  readonly filters: readonly (readonly { readonly name: string; readonly value: string }[])[];
  /** When an open-ended listening ends: a condition, or further filters. */
  readonly ends?: string | AwaitedEvents;
}

/** What the definition says of steps. */
export interface StepFacts {
  readonly waitingOf: (step: WaitingStep) => Waiting | undefined;
  /** True where the step starts runs of another workflow. */
  readonly startsRuns: (task: string) => boolean;
}

/** Reads one definition. */
export function stepFacts(document: Json | undefined): StepFacts {
  return {
    waitingOf: (step) => waitingFor(document, step),
    startsRuns: (task) => resolveReference(document, `${task}/run/workflow`) !== undefined,
  };
}

/** Which step, and since when. */
export interface WaitingStep {
  readonly task: string;
  readonly startedAt: number;
}

/** Undefined where the step waits for nothing of its own. */
export function waitingFor(document: Json | undefined, { task, startedAt }: WaitingStep): Waiting | undefined {
  const definition = resolveReference(document, task);
  const waiting = {
    ...waitOf(memberOf(definition, "wait"), startedAt),
    ...listenOf(memberOf(memberOf(definition, "listen"), "to")),
    ...timeoutOf(document, memberOf(definition, "timeout"), startedAt),
  };
  return Object.keys(waiting).length === 0 ? undefined : waiting;
}

function waitOf(wait: Json | undefined, startedAt: number): Waiting {
  if (wait === undefined) return {};
  const ms = durationMs(wait);
  return ms === undefined ? { length: textOf(wait) } : { until: startedAt + ms };
}

function timeoutOf(document: Json | undefined, timeout: Json | undefined, startedAt: number): Waiting {
  const named = typeof timeout === "string" ? resolveReference(document, "/use/timeouts") : undefined;
  const after = memberOf(typeof timeout === "string" ? memberOf(named, timeout) : timeout, "after");
  const ms = after === undefined ? undefined : durationMs(after);
  return ms === undefined ? {} : { timeoutAt: startedAt + ms };
}

function listenOf(to: Json | undefined): Waiting {
  const events = awaited(to);
  return events === undefined ? {} : { events };
}

function awaited(strategy: Json | undefined): AwaitedEvents | undefined {
  const one = memberOf(strategy, "one");
  if (one !== undefined) return { mode: "one", filters: [filterOf(one)] };
  const mode = memberOf(strategy, "all") === undefined ? "any" : "all";
  const filters = memberOf(strategy, mode);
  if (!Array.isArray(filters)) return undefined;
  const until = mode === "any" ? memberOf(strategy, "until") : undefined;
  const ends = typeof until === "string" ? until : awaited(until);
  return { mode, filters: (filters as readonly Json[]).map(filterOf), ...(ends === undefined ? {} : { ends }) };
}

function filterOf(filter: Json): AwaitedEvents["filters"][number] {
  const attributes = memberOf(filter, "with");
  const correlate = memberOf(filter, "correlate");
  const keys = isObject(correlate) ? Object.keys(correlate) : [];
  const entries = isObject(attributes) ? Object.entries(attributes) : [];
  return [
    ...entries.toSorted(([a], [b]) => Number(b === "type") - Number(a === "type")),
    ...(keys.length === 0 ? [] : [["correlated by", keys.join(", ")] as const]),
  ].map(([name, value]) => ({ name, value: textOf(value) }));
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
