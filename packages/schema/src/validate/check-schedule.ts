// When runs start by themselves: what the server could not keep to is told before it is published.

import { tryCompile } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import { joinReference, resolveReference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { durationMs } from "../run/duration-ms.ts";
import { cronProblem } from "../schedule/parse-cron.ts";
import { expressionIn } from "./expression-text.ts";
import type { Finding } from "./finding.ts";

/** As the server's own limit. */
const SHORTEST_INTERVAL_MS = 1000;
/** Constants need few; whatever needs more is not known soon enough. */
const MAX_STEPS = 10_000;

/** Everything wrong with `schedule` but its events. */
export function checkSchedule(document: Json): readonly Finding[] {
  const schedule = resolveReference(document, "/schedule");
  if (!isJsonObject(schedule)) return [];
  if (Object.keys(schedule).length === 0) {
    const message = "the schedule is empty; give `every`, `cron`, `after` or `on`, or remove it";
    return [
      {
        code: "empty_schedule",
        severity: "warning",
        message,
        reference: "/schedule",
        target: "key",
        mends: [{ type: "remove", title: "Remove the schedule", at: "/schedule" }],
      },
    ];
  }
  const cron = schedule["cron"];
  const problem = typeof cron === "string" ? cronProblem(cron) : undefined;
  const wrong: readonly Finding[] =
    problem === undefined
      ? []
      : [{ code: "invalid_cron", severity: "error", message: problem, reference: "/schedule/cron" }];
  return [...wrong, ...checkTime(schedule["every"], "every"), ...checkTime(schedule["after"], "after")];
}

function checkTime(value: Json | undefined, key: "every" | "after"): readonly Finding[] {
  if (value === undefined) return [];
  const reference = joinReference("/schedule", key);
  const expression = typeof value === "string" ? expressionIn(value, "value") : undefined;
  const written = expression === undefined ? value : constantOf(expression.program);
  // An object of no units is no duration for a run, but it is known: nothing.
  const isEmpty = isJsonObject(written) && Object.keys(written).length === 0;
  const ms = isEmpty ? 0 : durationMs(written);
  if (ms === undefined) {
    // What is no duration has been told by the structure.
    if (expression === undefined) return [];
    const message = `\`${key}\` must be known before a run, when there is nothing yet that an expression could read; write the duration itself, such as PT15M`;
    return [{ code: "schedule_not_constant", severity: "warning", message, reference }];
  }
  if (key === "after" || ms >= SHORTEST_INTERVAL_MS) return [];
  const message = `\`every\` is ${ms} ms; the shortest interval is ${SHORTEST_INTERVAL_MS} ms`;
  return [{ code: "interval_too_short", severity: "warning", message, reference }];
}

/** What a program gives that reads nothing. A program that is not jq has been told by the check of expressions. */
function constantOf(program: string): Json | undefined {
  const compiled = tryCompile(program);
  if (!compiled.ok) return undefined;
  try {
    return compiled.program.run(null, { maxSteps: MAX_STEPS })[0];
  } catch {
    return undefined;
  }
}
