// An event of a run's journal as the CloudEvent that the specification names (dsl-reference, "Lifecycle Events"). Pure.
// Invariant: the same event of the same run has the same id, so that a receiver knows it again.

import type { Json, JsonObject } from "@ironweave/jq";
import { EVENT_LIMITS, lifecycleEventType } from "@ironweave/schema/run";
import type { RunEvent, RunEventType, TaskExecution } from "@ironweave/schema/run";

export interface LifecycleRun {
  readonly runId: string;
  readonly workflowId: string;
  readonly namespace: string;
  readonly name: string;
  /** `document.version`. */
  readonly version: string;
  /** Where runs can be looked at, e.g. `https://ironweave.example`; empty where it is not configured. */
  readonly publicUrl: string;
  /** How often the journal was rewritten, where this event took the place of another. @default none */
  readonly revision?: number;
}

/** A CloudEvent with what it is found by. */
export interface LifecycleEvent {
  readonly id: string;
  readonly type: string;
  readonly event: JsonObject;
}

const WORKFLOW_EVENTS = ["started", "suspended", "resumed", "completed", "faulted", "cancelled"] as const;
const TASK_EVENTS = ["started", "skipped", "retried", "completed", "faulted", "cancelled"] as const;

/** Every type of event that runs have, as CloudEvents name it. */
export const LIFECYCLE_TYPES: readonly string[] = [
  ...WORKFLOW_EVENTS.map((name): RunEventType => `workflow.${name}`),
  ...TASK_EVENTS.map((name): RunEventType => `task.${name}`),
].map(lifecycleEventType);

/** The CloudEvent. Where an output would make it larger than an event may be, it is left out and `truncated` says so. */
export function lifecycleEvent(run: LifecycleRun, event: RunEvent): LifecycleEvent {
  const { runId, revision, publicUrl } = run;
  const at = new Date(event.at).toISOString();
  const qualifiedName = `${run.name}-${runId}.${run.namespace}`;
  const what = event.type.split(".")[1] ?? "";
  const subject: JsonObject =
    "task" in event
      ? { workflow: qualifiedName, task: event.task, ...executionOf(event) }
      : { name: qualifiedName, ...definitionOf(run, event) };
  const data = { ...subject, [`${what}At`]: at, ...errorOf(event) };
  const id = `${runId}/${String(event.seq)}${revision === undefined ? "" : `/${String(revision)}`}`;
  const type = lifecycleEventType(event.type);
  const envelope = {
    specversion: "1.0",
    id,
    source: `${publicUrl}/runs/${runId}`,
    type,
    subject: runId,
    time: at,
    datacontenttype: "application/json",
    sequence: String(event.seq),
    ironweaveworkflow: run.workflowId,
  };
  const whole = "output" in event ? { ...envelope, data: { ...data, output: event.output } } : { ...envelope, data };
  if (Buffer.byteLength(JSON.stringify(whole)) <= EVENT_LIMITS.eventBytes) return { id, type, event: whole };
  return { id, type, event: { ...envelope, truncated: true, data } };
}

/** Of which execution of the task it speaks: the specification leaves room for more than the reference. */
function executionOf({ execution, iteration, attempt }: TaskExecution): JsonObject {
  return { execution, iteration: [...iteration], attempt };
}

function definitionOf({ name, namespace, version }: LifecycleRun, event: RunEvent): JsonObject {
  return event.type === "workflow.started" ? { definition: { name, namespace, version } } : {};
}

function errorOf(event: RunEvent): JsonObject {
  if (!("error" in event)) return {};
  const error: Json = { ...event.error };
  return { error };
}
