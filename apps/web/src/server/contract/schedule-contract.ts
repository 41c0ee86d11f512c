// Inputs and outputs of schedules: tRPC, REST and the OpenAPI document all read these schemas. Times are ISO 8601 in UTC.

import { z } from "zod";
import { SCHEDULE_KINDS } from "../schedules/read-schedule.ts";
import { jsonOutput } from "./json-value.ts";
import { entityId } from "./workflow-contract.ts";

const kind = z.enum(SCHEDULE_KINDS);
const overlap = z.enum(["allow", "skip", "queue"]);
const catchUp = z.enum(["latest", "all"]);
const catchUpWindowMs = z.int().min(0).max(31_536_000_000);

export const schedulePath = z.strictObject({ id: entityId, kind });

const change = {
  /** True pauses, false resumes; times that pass meanwhile are not caught up. */
  paused: z.boolean().optional(),
  /** Why it is paused, for people. */
  note: z.string().max(500).optional(),
  overlap: overlap.optional(),
  catchUp: catchUp.optional(),
  catchUpWindowMs: catchUpWindowMs.optional(),
};
export const scheduleChange = z.strictObject(change);
export const updateScheduleInput = z.strictObject({ id: entityId, kind, ...change });

const span = { from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) };
/** Times after `from` and up to `to`. */
export const backfillSpan = z.strictObject(span);
export const backfillInput = z.strictObject({ id: entityId, kind, ...span });
/** `started` runs are new; `existing` times had their run before. */
export const backfilled = z.object({ started: z.array(z.string()), existing: z.int() });

export const scheduleFiring = z.object({
  dueAt: z.iso.datetime(),
  outcome: z.enum(["started", "skipped", "missed", "backfilled"]),
  /** How many times in a row, ending with `dueAt`. */
  count: z.int(),
  runId: z.string().optional(),
});

export const scheduleDetail = z.object({
  kind,
  /** `{intervalMs}`, `{cron}`, `{delayMs}` or `{on}`. */
  spec: jsonOutput,
  version: z.object({ id: z.string(), number: z.int() }),
  /** Why it starts nothing. */
  problem: z.string().optional(),
  overlap,
  catchUp,
  catchUpWindowMs: z.int(),
  paused: z.object({ at: z.iso.datetime(), note: z.string().optional() }).optional(),
  /** The next times, at most five. Empty where it waits for events or for the end of a run, or is paused. */
  next: z.array(z.iso.datetime()),
  /** What came of the latest times, newest first. */
  latest: z.array(scheduleFiring),
  /** Events that have come and wait for others, as groups. */
  waitingGroups: z.int(),
});
export const scheduleList = z.object({ schedules: z.array(scheduleDetail) });

export type ScheduleChange = z.infer<typeof scheduleChange>;
export type UpdateScheduleInput = z.infer<typeof updateScheduleInput>;
export type BackfillInput = z.infer<typeof backfillInput>;
export type Backfilled = z.infer<typeof backfilled>;
export type ScheduleDetail = z.infer<typeof scheduleDetail>;
