// `listen`: consumes events until its strategy is content (dsl-reference, "Event Consumption Strategy"). The output is the
// array of what was consumed, in order, or of what `foreach` made of each. Events that only end the listening are left out.

import type { Json } from "@ironweave/jq";
import { correlationOf } from "../events/matches-subscription.ts";
import { evaluateField, isTruthy } from "../data/evaluate.ts";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { placeIn, placeOf, taskDescriptor } from "../data/place.ts";
import { waitFor } from "../flow/wait-for.ts";
import type { CloudEvent, EventListener, EventSubscription } from "../host.ts";
import type { Frame, TaskSemantics, TaskWork, WorkOutcome } from "../interpreter.ts";
import { consumeForEach } from "./listen-foreach.ts";
import { readStrategy, subscriptionsOf } from "./listen-strategy.ts";
import type { Strategy } from "./listen-strategy.ts";

/** What a checkpoint keeps of a listening. */
interface Listening {
  readonly consumed: Json[];
  /** Filters of `all` that have had their event. */
  readonly met: number[];
  /** Filters of `until` (a strategy of its own) that have had their event. */
  readonly ended: number[];
  correlation: Record<string, Json>;
  /** An event that `foreach` has not finished. */
  pending: Json | undefined;
}

function readListening(work: TaskWork, frame: Frame | undefined): Listening {
  const { values } = work.env.run;
  const numbers = (value: Json | undefined): number[] =>
    isJsonArray(value) ? value.filter((item) => typeof item === "number") : [];
  const correlation = frame?.["correlation"] === undefined ? {} : values.load(frame["correlation"]);
  return {
    consumed: numbers(frame?.["consumed"]).map((each) => values.load(each)),
    met: numbers(frame?.["met"]),
    ended: numbers(frame?.["ended"]),
    correlation: isJsonObject(correlation) ? { ...correlation } : {},
    pending: frame?.["pending"] === undefined ? undefined : values.load(frame["pending"]),
  };
}

function suspend(work: TaskWork, state: Listening, list?: Frame): WorkOutcome {
  const { values } = work.env.run;
  return {
    type: "suspended",
    frame: {
      consumed: state.consumed.map((each) => values.save(each)),
      met: [...state.met],
      ended: [...state.ended],
      correlation: values.save({ ...state.correlation }),
      ...(state.pending === undefined ? {} : { pending: values.save(state.pending) }),
      ...(list === undefined ? {} : { list }),
    },
  };
}

/** How the task shows an event (`listen.read`). */
function read(work: TaskWork, event: CloudEvent): Json {
  const mode = member(work.definition["listen"], "read");
  if (mode === "envelope") return event;
  if (mode === "raw") return event["data_base64"] ?? event["data"] ?? null;
  return event["data"] ?? null;
}

function isContent(work: TaskWork, strategy: Strategy, state: Listening): boolean {
  if (strategy.until !== undefined && typeof strategy.until !== "string") {
    const { type, filters } = strategy.until;
    return type === "all" ? state.ended.length >= filters.length : state.ended.length > 0;
  }
  if (strategy.type === "all") return state.met.length >= strategy.filters.length;
  if (state.consumed.length === 0) return false;
  if (strategy.type === "one" || strategy.until === undefined) return true;
  const { env, execution, input } = work;
  const place = placeIn(env, {
    input: state.consumed,
    taskInput: input,
    reference: execution.task,
    task: () => taskDescriptor(work),
  });
  return isTruthy(evaluateField(env.run.programs, strategy.until, place, "listen.to.until", { mode: env.run.mode }));
}

function takesOf(strategy: Strategy): EventListener["takes"] {
  if (strategy.type === "all") return "each";
  return strategy.until === undefined ? "first" : "stream";
}

/** Filters still open, each with where its event counts. */
function openFilters(
  strategy: Strategy,
  state: Listening,
): readonly { readonly filter: Json; readonly met: () => void; readonly ends: boolean }[] {
  const own = strategy.filters.flatMap((filter, index) =>
    strategy.type === "all" && state.met.includes(index)
      ? []
      : [{ filter, ends: false, met: () => void (strategy.type === "all" && state.met.push(index)) }],
  );
  if (strategy.until === undefined || typeof strategy.until === "string") return own;
  const ending = strategy.until.filters.flatMap((filter, index) =>
    state.ended.includes(index) ? [] : [{ filter, ends: true, met: () => void state.ended.push(index) }],
  );
  return [...ending, ...own];
}

function remember(state: Listening, event: CloudEvent, subscription: EventSubscription | undefined): void {
  const values =
    subscription === undefined ? undefined : correlationOf(event, subscription.correlate, subscription.scope);
  state.correlation = { ...values, ...state.correlation };
}

export const listenTask: TaskSemantics<"listen"> = {
  kind: "listen",
  async run(work, frame): Promise<WorkOutcome> {
    const strategy = readStrategy(member(work.definition["listen"], "to"));
    const state = readListening(work, frame);
    const listener = { execution: work.execution, takes: takesOf(strategy) } as const;
    let list = isJsonObject(frame?.["list"]) ? frame["list"] : undefined;
    for (;;) {
      if (state.pending !== undefined) {
        const outcome = await consumeForEach(work, state.pending, state.consumed.length, list);
        list = undefined;
        if (outcome.type === "end") return outcome;
        if (outcome.type === "suspended") return suspend(work, state, outcome.frame);
        state.consumed.push(outcome.output);
        state.pending = undefined;
        if (outcome.exited) break;
      }
      if (isContent(work, strategy, state)) break;
      const filters = openFilters(strategy, state);
      const subscriptions = subscriptionsOf(
        filters.map(({ filter }) => filter),
        placeOf(work),
        work.env.run.programs,
        state.correlation,
      );
      const waited = await waitFor(work.env, (host) => host.receive(subscriptions, listener));
      if (waited.type === "suspended") return suspend(work, state);
      const { event, subscription } = waited.value;
      remember(state, event, subscriptions[subscription]);
      const filter = filters[subscription];
      filter?.met();
      if (filter?.ends !== true) state.pending = read(work, event);
    }
    return { type: "done", output: [...state.consumed] };
  },
};
