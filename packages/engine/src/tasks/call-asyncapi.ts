// `call: asyncapi`. Publishing is one side effect. A subscription is many: the host is asked for the messages that have come, and
// filter, conditions and `foreach` are decided here, so that they mean the same on every host (dsl-reference, "AsyncAPI
// Subscription"; ADR 0091). The output is the array of messages, or of what `foreach` made of each.

import type { Json, JsonObject } from "@ironweave/jq";
import { durationMs } from "@ironweave/schema/run";
import { evaluateField, evaluateTemplate, isTruthy } from "../data/evaluate.ts";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { placeOf } from "../data/place.ts";
import type { Place } from "../data/evaluate.ts";
import { standardFault, WorkflowFault } from "../errors/workflow-fault.ts";
import type { Frame, TaskWork, WorkOutcome } from "../interpreter.ts";
import { callAction } from "./call-action.ts";
import { iterate } from "./listen-foreach.ts";

/** Messages asked for at once. */
const BATCH = 100;
/** How long the host waits for a message before it is asked again. */
const SLICE_MS = 5 * 60_000;

/** What a checkpoint keeps of a subscription. */
interface Consuming {
  readonly consumed: Json[];
  /** Messages that were handed over and not looked at yet. */
  waiting: Json[];
  /** How many have passed the filter. */
  count: number;
  /** Epoch milliseconds of the end of `for`. */
  readonly until: number | undefined;
  /** The host has nothing more to give. */
  ended: boolean;
}

/** The outcome of the task. Throws `WorkflowFault` or `Cancelled`. */
export async function callAsyncapi(work: TaskWork, declared: JsonObject, frame?: Frame): Promise<WorkOutcome> {
  const subscription = declared["subscription"];
  if (subscription === undefined || subscription === null) {
    return { type: "done", output: await callAction(work, "asyncapi", declared) };
  }
  const consume = member(subscription, "consume");
  if (!isJsonObject(consume)) throw standardFault("configuration", "subscription.consume says when to stop");
  const amount = readAmount(work, consume["amount"]);
  const state = readState(work, consume["for"], frame);
  const ask = (take: JsonObject): Promise<Json> =>
    callAction(work, "asyncapi", { ...declared, subscription: { take } });
  let list = isJsonObject(frame?.["list"]) ? frame["list"] : undefined;
  let open = frame !== undefined;
  // Only the amount can tell beforehand which message is the last, and only where every message counts.
  const isCounted = member(subscription, "filter") === undefined;
  // Where nothing else may end it, all that is handed over is consumed: a broker that waits for acknowledgements may be asked for
  // several at once. Otherwise those behind the last would be acknowledged and lost to everybody.
  const isWhole = amount !== undefined && consume["for"] === undefined && member(subscription, "foreach") === undefined;
  try {
    for (;;) {
      const isOver = list === undefined && !mayContinue(work, consume, amount, state);
      if (isOver) break;
      const next = state.waiting[0];
      if (next === undefined) {
        if (state.ended) break;
        const waitMs = Math.min(SLICE_MS, state.until === undefined ? SLICE_MS : state.until - work.env.host.now());
        if (waitMs <= 0) break;
        const { suspension } = work.env.run;
        if (!suspension.requested && work.env.host.shouldCheckpoint()) suspension.request();
        if (suspension.requested) return suspend(work, state);
        const atMost = Math.min(BATCH, amount === undefined ? BATCH : amount - state.count);
        const closes = isCounted && amount !== undefined && atMost === amount - state.count;
        open = false;
        const answer = await ask({
          atMost,
          waitMs,
          ...(closes ? { closes: true } : {}),
          ...(isWhole ? { whole: true } : {}),
        });
        // A list alone, or an answer without messages, is all there is: so say mocks, and hosts that keep nothing open.
        state.waiting = [...messagesIn(answer)];
        state.ended = !isJsonArray(member(answer, "messages")) || member(answer, "ended") === true;
        open = !state.ended && !(closes && state.waiting.length >= atMost);
        continue;
      }
      if (list === undefined && !passes(work, member(subscription, "filter"), "filter", next, state)) {
        state.waiting.shift();
        continue;
      }
      const outcome = await iterate(
        work,
        member(subscription, "foreach"),
        "with/subscription/foreach",
        next,
        state.count,
        list,
      );
      list = undefined;
      if (outcome.type === "suspended") return suspend(work, state, outcome.frame);
      if (outcome.type === "end") {
        if (open) await ask({ close: true });
        return outcome;
      }
      state.waiting.shift();
      state.consumed.push(outcome.output);
      state.count += 1;
      const { while: condition } = consume;
      if (outcome.exited || !passes(work, condition, "consume.while", next, state)) break;
    }
  } catch (error) {
    // The broker is told also where the document's own tasks fail; that the telling fails is no news then.
    if (open && error instanceof WorkflowFault) await ask({ close: true }).catch(ignoreFault);
    throw error;
  }
  if (open) await ask({ close: true });
  return { type: "done", output: [...state.consumed] };
}

function ignoreFault(error: unknown): void {
  if (!(error instanceof WorkflowFault)) throw error;
}

function readAmount(work: TaskWork, value: Json | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  const { programs, mode } = work.env.run;
  const amount =
    typeof value === "number" ? value : evaluateField(programs, value, placeOf(work), "consume.amount", { mode });
  if (typeof amount === "number" && Number.isInteger(amount) && amount >= 0) return amount;
  throw standardFault("configuration", "subscription.consume.amount must be a whole number");
}

function messagesIn(answer: Json): readonly Json[] {
  const messages = isJsonArray(answer) ? answer : member(answer, "messages");
  return isJsonArray(messages) ? messages : [];
}

/** Before each message: `amount`, `for` and `until`. */
function mayContinue(work: TaskWork, consume: JsonObject, amount: number | undefined, state: Consuming): boolean {
  if (amount !== undefined && state.count >= amount) return false;
  if (state.until !== undefined && state.until <= work.env.host.now()) return false;
  const { until } = consume;
  const last = state.consumed.at(-1) ?? null;
  return until === undefined || until === null || !holds(work, until, "consume.until", last, state);
}

function passes(work: TaskWork, condition: Json | undefined, field: string, message: Json, state: Consuming): boolean {
  return condition === undefined || condition === null || holds(work, condition, field, message, state);
}

/**
 * A condition over a message. The specification's examples count `$context.consumedMessages`: a condition finds there what
 * was consumed so far, unless the workflow keeps something of that name.
 */
function holds(work: TaskWork, condition: Json, field: string, message: Json, state: Consuming): boolean {
  const { programs, mode } = work.env.run;
  const around = placeOf(work, message);
  const place: Place = {
    ...around,
    variable(name) {
      const value = around.variable(name);
      if (name !== "context") return value;
      if (value === undefined || value === null) return { consumedMessages: [...state.consumed] };
      return isJsonObject(value) ? { consumedMessages: [...state.consumed], ...value } : value;
    },
  };
  return isTruthy(evaluateField(programs, condition, place, `subscription.${field}`, { mode }));
}

function readState(work: TaskWork, duration: Json | undefined, frame: Frame | undefined): Consuming {
  const { values, programs, mode } = work.env.run;
  if (frame === undefined) {
    const isEndless = duration === undefined || duration === null;
    const lasts = isEndless
      ? undefined
      : durationMs(evaluateTemplate(programs, duration, placeOf(work), "subscription.consume.for", { mode }));
    if (!isEndless && lasts === undefined)
      throw standardFault("configuration", "subscription.consume.for is no duration");
    const until = lasts === undefined ? undefined : work.env.host.now() + lasts;
    return { consumed: [], waiting: [], count: 0, until, ended: false };
  }
  const saved = (name: string): Json[] => {
    const list = frame[name];
    return isJsonArray(list) ? list.filter((each) => typeof each === "number").map((each) => values.load(each)) : [];
  };
  const consumed = saved("consumed");
  return {
    consumed,
    waiting: saved("waiting"),
    count: consumed.length,
    until: typeof frame["until"] === "number" ? frame["until"] : undefined,
    ended: frame["ended"] === true,
  };
}

function suspend(work: TaskWork, state: Consuming, list?: Frame): WorkOutcome {
  const { values } = work.env.run;
  return {
    type: "suspended",
    frame: {
      consumed: state.consumed.map((each) => values.save(each)),
      waiting: state.waiting.map((each) => values.save(each)),
      ended: state.ended,
      ...(state.until === undefined ? {} : { until: state.until }),
      ...(list === undefined ? {} : { list }),
    },
  };
}
