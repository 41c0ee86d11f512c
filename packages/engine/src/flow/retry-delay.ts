// Whether and when a failed `try` runs again (dsl-reference, "Retry"; ruling 11). Reads the policy afresh at every failure,
// since its durations may be expressions.

import type { Json } from "@ironweave/jq";
import { evaluateField, isTruthy } from "../data/evaluate.ts";
import type { Place } from "../data/evaluate.ts";
import { isJsonObject, member } from "../data/json-value.ts";
import { standardFault } from "../errors/workflow-fault.ts";
import type { Environment } from "../interpreter.ts";
import { evaluateDuration } from "./timeout-of.ts";

/** The policy of a `catch`, inline or by name; undefined where it has none. Throws a configuration fault (400). */
export function retryPolicy(env: Environment, retry: Json | undefined): Json | undefined {
  if (retry === undefined || retry === null) return undefined;
  const policy = typeof retry === "string" ? member(member(env.run.use, "retries"), retry) : retry;
  if (isJsonObject(policy)) return policy;
  const detail =
    typeof retry === "string"
      ? `retry ${retry} is not defined in use.retries`
      : "catch.retry must be an object or a name";
  throw standardFault("configuration", detail);
}

/** The longest time one attempt may take, in milliseconds. */
export function attemptLimitMs(env: Environment, policy: Json | undefined, place: Place): number | undefined {
  const duration = member(member(member(policy, "limit"), "attempt"), "duration");
  return duration === undefined ? undefined : evaluateDuration(env, duration, place, "retry.limit.attempt.duration");
}

/** True where `when` holds (or is absent) and `exceptWhen` does not. */
export function isWhen(env: Environment, holder: Json | undefined, place: Place, field: string): boolean {
  const holds = (name: string): boolean | undefined => {
    const condition = member(holder, name);
    if (condition === undefined || condition === null) return undefined;
    return isTruthy(evaluateField(env.run.programs, condition, place, `${field}.${name}`, { mode: env.run.mode }));
  };
  return (holds("when") ?? true) && !(holds("exceptWhen") ?? false);
}

/** By how much each delay is longer than the one before: `backoff.exponential.multiplier`, else 2. */
function multiplierOf(exponential: Json): number {
  const multiplier = member(exponential, "multiplier");
  if (multiplier === undefined || multiplier === null) return 2;
  if (typeof multiplier === "number" && multiplier > 0 && multiplier <= 1000) return multiplier;
  const detail = "retry.backoff.exponential.multiplier must be a number above 0, up to 1000";
  throw standardFault("configuration", detail, { title: "invalid_multiplier" });
}

function backoffMs(policy: Json, delayMs: number, retry: number): number {
  const backoff = member(policy, "backoff");
  const exponential = member(backoff, "exponential");
  if (exponential !== undefined) return delayMs * multiplierOf(exponential) ** (retry - 1);
  if (member(backoff, "linear") !== undefined) return delayMs * retry;
  return delayMs;
}

/** A server that asks to be left alone for longer is asked again all the same. */
const MOST_PATIENCE_MS = 3_600_000;

/**
 * Milliseconds until the next attempt, or undefined where the policy allows none.
 * `retry` is the number of the next retry, from 1; `since` the instant at which the task began; `notBeforeMs` how long the
 * other side asks to be left alone.
 */
export function retryDelayMs(
  env: Environment,
  policy: Json,
  place: Place,
  retry: number,
  since: number,
  notBeforeMs = 0,
): number | undefined {
  if (!isWhen(env, policy, place, "retry")) return undefined;
  const limit = member(policy, "limit");
  const count = member(member(limit, "attempt"), "count");
  if (typeof count === "number" && retry > count) return undefined;
  const declared = member(policy, "delay");
  const delay = declared === undefined ? 0 : evaluateDuration(env, declared, place, "retry.delay");
  const own = Math.round(backoffMs(policy, delay, retry) + jitterMs(env, policy, place));
  const total = Math.max(own, Math.min(Math.round(notBeforeMs), MOST_PATIENCE_MS));
  const duration = member(limit, "duration");
  if (duration === undefined) return total;
  const end = since + evaluateDuration(env, duration, place, "retry.limit.duration");
  return env.host.now() + total > end ? undefined : total;
}

function jitterMs(env: Environment, policy: Json, place: Place): number {
  const jitter = member(policy, "jitter");
  if (jitter === undefined || jitter === null) return 0;
  const from = evaluateDuration(env, member(jitter, "from") ?? { milliseconds: 0 }, place, "retry.jitter.from");
  const to = evaluateDuration(env, member(jitter, "to") ?? null, place, "retry.jitter.to");
  return from + Math.max(0, to - from) * env.host.random();
}
