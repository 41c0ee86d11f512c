// The one reducer of run events: database projection, canvas, command line and tests all fold with it.
// The invariant (law 5): events at or below `seq` change nothing, so repeats are harmless and a prefix may be folded first.
// The stream is gap-free by contract. An event beyond a gap is applied all the same: waiting for it is the reader's task,
// and a picture that is one event short is better than one that stands still.

import type { Json } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";
import type { RunEvent, RunEventHead, TaskExecution } from "./run-event.ts";
import type { RunSnapshot, TaskSnapshot } from "./run-snapshot.ts";

/** A run of which no event is known yet. */
export const emptyRunSnapshot: RunSnapshot = { seq: 0, status: "pending", tasks: {} };

type TaskEvent = Extract<RunEvent | RunEventHead, TaskExecution>;
type RunLevelEvent = Exclude<RunEvent | RunEventHead, TaskExecution>;

/** The snapshot after one event; events without their data give the same snapshot without the data. Unchanged parts are shared; of the tasks only the one that the event names is new. */
export function applyRunEvent(snapshot: RunSnapshot, event: RunEvent | RunEventHead): RunSnapshot {
  if (event.seq <= snapshot.seq) return snapshot;
  if (!("task" in event)) return { ...snapshot, ...runFields(event), seq: event.seq };
  const task = applyTaskEvent(snapshot.tasks[event.task], event);
  return { ...snapshot, seq: event.seq, tasks: withTask(snapshot.tasks, event.task, task) };
}

/** Folds many events; copies the table of tasks once, where `applyRunEvent` copies it at every event. */
export function applyRunEvents(snapshot: RunSnapshot, events: Iterable<RunEvent | RunEventHead>): RunSnapshot {
  let current = snapshot;
  let tasks: Record<Reference, TaskSnapshot> | undefined;
  for (const event of events) {
    if (event.seq <= current.seq) continue;
    if ("task" in event) {
      tasks ??= { ...snapshot.tasks };
      tasks[event.task] = applyTaskEvent(tasks[event.task], event);
      current = { ...current, seq: event.seq, tasks };
    } else current = { ...current, ...runFields(event), seq: event.seq };
  }
  return current;
}

function withTask(tasks: RunSnapshot["tasks"], reference: Reference, task: TaskSnapshot): RunSnapshot["tasks"] {
  return { ...tasks, [reference]: task };
}

function runFields(event: RunLevelEvent): Partial<RunSnapshot> {
  switch (event.type) {
    case "workflow.started":
      return { status: "running", ...inputOf(event), startedAt: event.at };
    case "workflow.suspended":
      return { status: "suspended" };
    case "workflow.resumed":
      return { status: "running" };
    case "workflow.completed":
      return { status: "completed", ...outputOf(event), endedAt: event.at };
    case "workflow.faulted":
      return { status: "faulted", error: event.error, endedAt: event.at };
    case "workflow.cancelled":
      return { status: "cancelled", endedAt: event.at };
  }
}

function applyTaskEvent(before: TaskSnapshot | undefined, event: TaskEvent): TaskSnapshot {
  const counts = {
    executions: before?.executions ?? 0,
    completed: before?.completed ?? 0,
    faulted: before?.faulted ?? 0,
  };
  if (event.type === "task.started" || event.type === "task.skipped") {
    const fresh = { ...identity(event), ...counts, startedAt: event.at };
    return event.type === "task.started"
      ? { ...fresh, status: "running", executions: counts.executions + 1, ...inputOf(event) }
      : { ...fresh, status: "skipped", endedAt: event.at };
  }
  // What ends or fails an older execution (a fork inside a loop, say) is counted, but the picture stays that of the latest.
  const latest = before === undefined || event.execution >= before.execution;
  const known = before !== undefined && before.execution === event.execution;
  const base: TaskSnapshot = known ? before : { ...identity(event), ...counts, status: "running", startedAt: event.at };
  const shown = latest ? base : (before ?? base);
  switch (event.type) {
    case "task.completed": {
      const completed = counts.completed + 1;
      return latest
        ? { ...base, status: "completed", completed, ...outputOf(event), endedAt: event.at }
        : { ...shown, completed };
    }
    case "task.faulted": {
      const faulted = counts.faulted + 1;
      return latest
        ? { ...base, status: "faulted", faulted, error: event.error, endedAt: event.at }
        : { ...shown, faulted };
    }
    case "task.cancelled":
      return latest ? { ...base, status: "cancelled", endedAt: event.at } : shown;
    case "task.retried":
      return latest ? { ...base, status: "running", attempt: event.attempt, error: event.error } : shown;
  }
}

function identity(event: TaskEvent): TaskExecution {
  return {
    task: event.task,
    name: event.name,
    execution: event.execution,
    iteration: event.iteration,
    attempt: event.attempt,
  };
}

function inputOf(event: object): { readonly input?: Json } {
  return "input" in event ? { input: event.input as Json } : {};
}

function outputOf(event: object): { readonly output?: Json } {
  return "output" in event ? { output: event.output as Json } : {};
}
