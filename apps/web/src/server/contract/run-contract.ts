// Inputs and outputs of everything about runs: tRPC, REST and the OpenAPI document all read these schemas.
// Inputs are strict. Times of rows are ISO 8601 in UTC; times inside events are epoch milliseconds, as in the run protocol.

import type { RunEvent, RunEventHead, WorkflowError } from "@ironweave/schema/run";
import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { jsonOutput, jsonValue } from "./json-value.ts";
import { runStatus } from "./run-status.ts";
import { definitionText, entityId } from "./workflow-contract.ts";

const idempotencyKey = z.string().min(1).max(LIMITS.idempotencyKeyLength);

export const startRunInput = z.strictObject({
  workflowId: entityId,
  /** The version to run; the latest where it is left out. */
  versionId: entityId.optional(),
  /** Runs this text: it is saved as a version of the workflow first. Not together with `versionId`. */
  text: definitionText.optional(),
  /** Revision of the common text that `text` comes from: where it is that still, `text` takes its place. */
  baseRevision: z.int().min(0).optional(),
  input: jsonValue,
  /** A repeated start with the same key answers with the first run; with another body it is a conflict. */
  idempotencyKey: idempotencyKey.optional(),
});
export const startDefinitionInput = z.strictObject({
  definition: definitionText,
  input: jsonValue.optional(),
  idempotencyKey: idempotencyKey.optional(),
});
export const listRunsInput = z.strictObject({
  workflowId: entityId.optional(),
  status: runStatus.optional(),
  /** A part of the workflow's name, title or namespace, or how a run's id begins. */
  search: z.string().trim().max(200).optional(),
  /** Made at this moment or later. */
  since: z.iso.datetime({ offset: true }).optional(),
  /** Made before this moment. */
  until: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(LIMITS.pageRows).default(50),
});
export const runIdInput = z.strictObject({ id: entityId });
export const runChildrenInput = z.strictObject({
  id: entityId,
  /** Those of this execution of a step only. */
  execution: z.int().min(1).max(2_147_483_647).optional(),
});
export const runEventsInput = z.strictObject({
  id: entityId,
  /** Events with a greater number only. */
  after: z.int().min(0).default(0),
  limit: z.int().min(1).max(LIMITS.pageEvents).default(500),
});
export const runEventInput = z.strictObject({ id: entityId, seq: z.int().min(1).max(2_147_483_647) });
export const onRunEventsInput = z.strictObject({
  id: entityId,
  /** The id of the last event seen; the transport fills it in when it reconnects. */
  lastEventId: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,9})?$/u)
    .nullish(),
});

/** Number of a task's execution within the run, as its events have it. */
const execution = z.int().min(1).max(2_147_483_647);
export const runLogInput = z.strictObject({
  id: entityId,
  /** Entries with a greater number only. */
  after: z.int().min(0).max(2_147_483_647).default(0),
  limit: z.int().min(1).max(LIMITS.pageLog).default(LIMITS.pageLog),
  /** Of this execution only; of all where it is left out. */
  execution: execution.optional(),
});
export const onRunLogInput = z.strictObject({
  id: entityId,
  execution: execution.optional(),
  /** The id of the last entry seen; the transport fills it in when it reconnects. */
  lastEventId: z
    .string()
    .regex(/^\d{1,9}$/u)
    .nullish(),
});

const workflowError = z.custom<WorkflowError>();
export const runEvent = z.custom<RunEvent>();

/** `status` is `pending` while the engine has not taken the run yet, e.g. because it is down: it will be started later. */
export const startedRun = z.object({
  runId: z.string(),
  status: runStatus,
  /** False where the idempotency key had been used before. */
  created: z.boolean(),
});
export const runSummary = z.object({
  id: z.string(),
  status: runStatus,
  /** `deletedAt` is there where the workflow has been deleted since: its runs stay, but it cannot be opened or run. */
  workflow: z.object({
    id: z.string(),
    name: z.string(),
    namespace: z.string(),
    deletedAt: z.iso.datetime().optional(),
  }),
  version: z.object({ id: z.string(), number: z.int() }),
  error: workflowError.optional(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  lastSeq: z.int(),
});
/** `no-workers`: the engine answers, and nobody takes its work. Runs go on by themselves when that is over. */
export const engineState = z.object({ state: z.enum(["working", "no-workers", "down"]) });
/** The step that started a run by `run: workflow`. */
const runParent = z.object({
  runId: z.string(),
  task: z.string(),
  execution: z.int(),
  workflow: z.object({ namespace: z.string(), name: z.string() }),
});
/** Runs that one run has started by `run: workflow`, with the step that did. */
export const runChildren = z.object({
  runs: z.array(
    z.object({
      id: z.string(),
      status: runStatus,
      task: z.string(),
      execution: z.int(),
      workflow: z.object({ namespace: z.string(), name: z.string() }),
      createdAt: z.iso.datetime(),
    }),
  ),
});
export const runDetail = runSummary.extend({
  parent: runParent.optional(),
  version: z.object({ id: z.string(), number: z.int(), text: z.string() }),
  input: jsonOutput,
  output: jsonOutput.optional(),
});
export const runPage = z.object({ runs: z.array(runSummary), nextCursor: z.string().optional() });
/** `lastEventId` is where a stream goes on; `done` as in `runEventPage`. */
export const runHeadPage = z.object({
  events: z.custom<readonly RunEventHead[]>(),
  lastEventId: z.string(),
  done: z.boolean(),
});
/**
 * `done` is true where the run has ended and no event is left after the last one here. `revision` counts how often stored
 * events were replaced: a reader that sees it change between two pages reads from the first event again.
 */
export const runEventPage = z.object({
  events: z.array(runEvent),
  lastSeq: z.int(),
  revision: z.int(),
  done: z.boolean(),
});
/**
 * Lines that steps wrote, in entries of some lines of one attempt. `begins` is true for a process's first lines: where the attempt
 * has some before, another process was lost in it. `done` is true where the run is over and nothing is left.
 */
export const runLogPage = z.object({
  entries: z.array(
    z.object({
      seq: z.int(),
      execution: z.int(),
      attempt: z.int(),
      at: z.number(),
      begins: z.boolean(),
      lines: z.array(z.string()),
    }),
  ),
  lastSeq: z.int(),
  done: z.boolean(),
});

export type StartRunInput = z.infer<typeof startRunInput>;
export type StartDefinitionInput = z.infer<typeof startDefinitionInput>;
export type ListRunsInput = z.infer<typeof listRunsInput>;
export type RunEventsInput = z.infer<typeof runEventsInput>;
export type RunEventInput = z.infer<typeof runEventInput>;
export type StartedRun = z.infer<typeof startedRun>;
export type RunSummary = z.infer<typeof runSummary>;
export type RunDetail = z.infer<typeof runDetail>;
export type RunHeadPage = z.infer<typeof runHeadPage>;
export type EngineState = z.infer<typeof engineState>;
export type RunParent = z.infer<typeof runParent>;
export type RunChildrenInput = z.infer<typeof runChildrenInput>;
export type RunChildren = z.infer<typeof runChildren>;
export type RunPage = z.infer<typeof runPage>;
export type RunEventPage = z.infer<typeof runEventPage>;
export type RunLogInput = z.infer<typeof runLogInput>;
export type RunLogPage = z.infer<typeof runLogPage>;
