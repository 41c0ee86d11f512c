// The deadline that a `timeout` sets: inline, or by name from `use.timeouts` (dsl-reference, "Timeout").

import type { Json } from "@ironweave/jq";
import type { Environment } from "../interpreter.ts";
import { durationMs } from "@ironweave/schema/run";
import { evaluateTemplate } from "../data/evaluate.ts";
import type { Place } from "../data/evaluate.ts";
import { member } from "../data/json-value.ts";
import { standardFault } from "../errors/workflow-fault.ts";

/** Milliseconds of a duration that may hold expressions. Throws a configuration fault (400) where it is none. */
export function evaluateDuration(env: Environment, duration: Json, place: Place, field: string): number {
  const value = evaluateTemplate(env.run.programs, duration, place, field, { mode: env.run.mode });
  const ms = durationMs(value);
  if (ms !== undefined) return ms;
  throw standardFault("configuration", `${field}: ${JSON.stringify(value)} is not a duration`, {
    instance: place.reference,
  });
}

/** The length of a timeout in milliseconds, or undefined where there is none. */
export function timeoutMs(env: Environment, timeout: Json | undefined, place: Place): number | undefined {
  if (timeout === undefined || timeout === null) return undefined;
  const definition = typeof timeout === "string" ? member(member(env.run.use, "timeouts"), timeout) : timeout;
  const after = member(definition, "after");
  if (after === undefined) {
    const detail =
      typeof timeout === "string" ? `timeout ${timeout} is not defined in use.timeouts` : "timeout must have after";
    throw standardFault("configuration", detail, { instance: place.reference });
  }
  return evaluateDuration(env, after, place, "timeout.after");
}
