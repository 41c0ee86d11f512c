// An event of a run's journal as the CloudEvents that the specification names (dsl-reference, "Lifecycle Events"). Pure.
// Some of them say more than one: a task that starts has been created, and one that listens has begun to correlate events.
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
  /** True for the reference of a task that listens. */
  readonly listens: (task: string) => boolean;
}

/** A CloudEvent with what it is found by. */
export interface LifecycleEvent {
  readonly id: string;
  readonly type: string;
  readonly event: JsonObject;
}

const WORKFLOW_EVENTS = ["started", "suspended", "resumed", "completed", "faulted", "cancelled"] as const;
const TASK_EVENTS = ["started", "skipped", "retried", "completed", "faulted", "cancelled"] as const;

const CREATED = "io.serverlessworkflow.task.created.v1";
const CORRELATION_STARTED = "io.serverlessworkflow.workflow.correlation-started.v1";
const CORRELATION_COMPLETED = "io.serverlessworkflow.workflow.correlation-completed.v1";

/** Every type of event that runs have, as CloudEvents name it. */
export const LIFECYCLE_TYPES: readonly string[] = [
  ...WORKFLOW_EVENTS.map((name): RunEventType => `workflow.${name}`),
  ...TASK_EVENTS.map((name): RunEventType => `task.${name}`),
]
  .map(lifecycleEventType)
  .concat(CORRELATION_STARTED, CORRELATION_COMPLETED, CREATED);

/** What a receiver is told of that does not choose: the beginning and the ends of runs. */
export const RUN_TYPES: readonly string[] = WORKFLOW_EVENTS.map((name) => lifecycleEventType(`workflow.${name}`));

/** The CloudEvents, in their order. Where an output would make one larger than an event may be, it is left out and `truncated` says so. */
export function lifecycleEvents(run: LifecycleRun, event: RunEvent): readonly LifecycleEvent[] {
  const whole = ownEvent(run, event);
  if (event.type === "task.started") {
    const created = derived(run, event, CREATED, "createdAt", { task: event.task, ...executionOf(event) });
    const correlates = run.listens(event.task);
    return correlates ? [created, whole, derived(run, event, CORRELATION_STARTED, "startedAt")] : [created, whole];
  }
  if (event.type !== "task.completed" || !run.listens(event.task)) return [whole];
  return [derived(run, event, CORRELATION_COMPLETED, "completedAt"), whole];
}

function ownEvent(run: LifecycleRun, event: RunEvent): LifecycleEvent {
  const at = new Date(event.at).toISOString();
  const what = event.type.split(".")[1] ?? "";
  const subject: JsonObject =
    "task" in event
      ? { workflow: qualifiedName(run), task: event.task, ...executionOf(event) }
      : { name: qualifiedName(run), ...definitionOf(run, event) };
  const data = { ...subject, [`${what}At`]: at, ...errorOf(event) };
  const head = envelopeOf(run, event, lifecycleEventType(event.type));
  const whole =
    "output" in event ? { ...head.event, data: { ...data, output: event.output } } : { ...head.event, data };
  if (Buffer.byteLength(JSON.stringify(whole)) <= EVENT_LIMITS.eventBytes) return { ...head, event: whole };
  return { ...head, event: { ...head.event, truncated: true, data } };
}

/** An event that the journal has no entry of its own for; its id ends in what happened. */
function derived(run: LifecycleRun, event: RunEvent, type: string, time: string, ofTask?: JsonObject): LifecycleEvent {
  const name = qualifiedName(run);
  const subject: JsonObject = ofTask === undefined ? { name } : { workflow: name, ...ofTask };
  const head = envelopeOf(run, event, type, type.split(".")[3]);
  return { ...head, event: { ...head.event, data: { ...subject, [time]: new Date(event.at).toISOString() } } };
}

function qualifiedName({ name, runId, namespace }: LifecycleRun): string {
  return `${name}-${runId}.${namespace}`;
}

function envelopeOf(run: LifecycleRun, event: RunEvent, type: string, suffix?: string): LifecycleEvent {
  const { runId, revision, publicUrl, workflowId } = run;
  const parts = [runId, String(event.seq), ...(revision === undefined ? [] : [String(revision)])];
  const id = [...parts, ...(suffix === undefined ? [] : [suffix])].join("/");
  const envelope = {
    specversion: "1.0",
    id,
    source: `${publicUrl}/runs/${runId}`,
    type,
    subject: runId,
    time: new Date(event.at).toISOString(),
    datacontenttype: "application/json",
    sequence: String(event.seq),
    ironweaveworkflow: workflowId,
  };
  return { id, type, event: envelope };
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
