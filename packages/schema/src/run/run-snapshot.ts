// The state of a run as folded from its journal. The one reducer, `applyRunEvent`, lives beside it.

import type { Json } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";
import type { WorkflowError } from "./run-event.ts";

export type RunStatus = "pending" | "running" | "suspended" | "completed" | "faulted" | "cancelled";
export type TaskStatus = "running" | "completed" | "skipped" | "faulted" | "cancelled";

/** The latest execution of one task. Times are epoch milliseconds. */
export interface TaskSnapshot {
  readonly task: Reference;
  readonly name: string;
  readonly status: TaskStatus;
  /** How many executions have started, over all iterations and attempts. */
  readonly executions: number;
  /** How many executions ended in each way; running ones are the difference to `executions`. */
  readonly completed: number;
  readonly faulted: number;
  readonly attempt: number;
  readonly iteration: readonly number[];
  /** Number of the latest execution. */
  readonly execution: number;
  readonly input?: Json;
  readonly output?: Json;
  readonly error?: WorkflowError;
  readonly startedAt: number;
  readonly endedAt?: number;
}

/** A run as every screen shows it. `seq` is the last event applied; events at or below it are ignored. */
export interface RunSnapshot {
  readonly seq: number;
  readonly status: RunStatus;
  readonly input?: Json;
  readonly output?: Json;
  readonly error?: WorkflowError;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly tasks: Readonly<Record<Reference, TaskSnapshot>>;
}
