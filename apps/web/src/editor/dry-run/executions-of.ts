// Every execution of one task in a run's events, with its data. Pure.

import type { Json } from "@ironweave/jq";
import type { Reference } from "@ironweave/schema";
import type { RunEvent, TaskStatus, WorkflowError } from "@ironweave/schema/run";

/** One start of a task and how it ended. Times are epoch milliseconds of the virtual clock. */
export interface DryExecution {
  readonly execution: number;
  readonly iteration: readonly number[];
  readonly attempt: number;
  readonly status: TaskStatus;
  /** Sequence number of its first event. */
  readonly seq: number;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly input?: Json;
  readonly output?: Json;
  readonly error?: WorkflowError;
}

/** In the order of their starts. */
export function executionsOf(events: readonly RunEvent[], task: Reference): readonly DryExecution[] {
  const found = new Map<number, DryExecution>();
  for (const event of events) {
    if (!("execution" in event) || event.task !== task) continue;
    const { execution, iteration, attempt, seq, at } = event;
    const before = found.get(execution) ?? { execution, iteration, attempt, status: "running", seq, startedAt: at };
    found.set(execution, { ...before, ...changeOf(event) });
  }
  return [...found.values()];
}

function changeOf(event: RunEvent): Partial<DryExecution> {
  switch (event.type) {
    case "task.started":
      return { input: event.input };
    case "task.completed":
      return { status: "completed", endedAt: event.at, output: event.output };
    case "task.faulted":
      return { status: "faulted", endedAt: event.at, error: event.error };
    case "task.cancelled":
      return { status: "cancelled", endedAt: event.at };
    case "task.skipped":
      return { status: "skipped", endedAt: event.at };
    default:
      return {};
  }
}
