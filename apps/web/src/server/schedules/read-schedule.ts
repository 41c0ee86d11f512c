// What a document says about when its runs start by themselves (dsl-reference, "Schedule"), one entry for each way, with what
// keeps it from working. Pure.

import { compile } from "@ironweave/jq";
import type { Json, JsonObject } from "@ironweave/jq";
import { durationMs } from "@ironweave/engine";
import { memberOf, parseCron } from "@ironweave/schema";
import { readTrigger } from "../events/event-trigger.ts";
import { LIMITS } from "../limits.ts";

export const SCHEDULE_KINDS = ["every", "cron", "after", "on"] as const;
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];

/** What a new schedule does while a run of it goes on. */
export const DEFAULT_OVERLAP = { every: "allow", cron: "skip", after: "skip", on: "allow" } as const;

export interface DeclaredSchedule {
  readonly kind: ScheduleKind;
  /** `{intervalMs}`, `{cron}`, `{delayMs}` or `{on}`. */
  readonly spec: JsonObject;
  /** A sentence about why it cannot start anything. */
  readonly problem: string | undefined;
}

/** The ways in which the document starts by itself, in the order of `SCHEDULE_KINDS`. */
export function readSchedule(document: Json): readonly DeclaredSchedule[] {
  const schedule = memberOf(document, "schedule");
  return SCHEDULE_KINDS.flatMap((kind): readonly DeclaredSchedule[] => {
    const value = memberOf(schedule, kind);
    if (value === undefined || value === null) return [];
    if (kind === "on") {
      const trigger = readTrigger(value);
      return [{ kind, spec: { on: value }, problem: "problem" in trigger ? trigger.problem : undefined }];
    }
    if (kind === "cron") return [{ kind, spec: { cron: value }, problem: cronProblemOf(value) }];
    const ms = durationOf(value);
    const shortest = kind === "every" ? LIMITS.scheduleIntervalMs : 0;
    const problem =
      ms === undefined
        ? `\`${kind}\` is not a duration that is known before a run`
        : ms < shortest
          ? `\`${kind}\` is ${ms} ms; the shortest interval is ${shortest} ms`
          : undefined;
    return [{ kind, spec: kind === "every" ? { intervalMs: ms ?? null } : { delayMs: ms ?? null }, problem }];
  });
}

function cronProblemOf(value: Json): string | undefined {
  if (typeof value !== "string") return "`cron` is not a text";
  const cron = parseCron(value);
  return "problem" in cron ? cron.problem : undefined;
}

/** An expression in a duration has nothing to read before a run, so it must be constant. */
function durationOf(value: Json): number | undefined {
  const expression = typeof value === "string" ? /^\s*\$\{(.*)\}\s*$/su.exec(value)?.[1] : undefined;
  if (expression === undefined) return durationMs(value);
  try {
    const [result = null] = compile(expression).run(null);
    return durationMs(result);
  } catch {
    return undefined;
  }
}
