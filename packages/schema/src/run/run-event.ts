// The journal of a run: numbered events, named as the specification names its lifecycle events.
// Pure data: written by the engine, stored by the worker, folded by `applyRunEvent` everywhere.
// The invariant: `seq` starts at 1 and has no gaps within a run, across continue-as-new too.

import type { Json } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";

/** The DSL's error object (RFC 7807), as a fault carries it. `instance` is the reference of the task that raised it. */
export interface WorkflowError {
  readonly type: string;
  readonly status: number;
  readonly title?: string;
  readonly detail?: string;
  readonly instance?: string;
}

/**
 * Which execution of a task an event speaks of.
 * `execution` is unique in the run and counts task starts from 1 in a deterministic order;
 * `iteration` holds the indices of the enclosing loops, outermost first (empty outside loops);
 * `attempt` is 1 and grows by one each time an enclosing `try` runs the task again.
 */
export interface TaskExecution {
  readonly task: Reference;
  readonly name: string;
  readonly execution: number;
  readonly iteration: readonly number[];
  readonly attempt: number;
}

/** What happened, without its place in the journal: the engine emits these, the journal numbers them. */
export type RunEventBody =
  | { readonly type: "workflow.started"; readonly input: Json; readonly dsl: string; readonly engine: string }
  | { readonly type: "workflow.suspended" }
  | { readonly type: "workflow.resumed" }
  | { readonly type: "workflow.completed"; readonly output: Json }
  | { readonly type: "workflow.faulted"; readonly error: WorkflowError }
  | { readonly type: "workflow.cancelled" }
  | ({ readonly type: "task.started"; readonly input: Json } & TaskExecution)
  | ({ readonly type: "task.skipped" } & TaskExecution)
  | ({ readonly type: "task.retried"; readonly error: WorkflowError; readonly delayMs: number } & TaskExecution)
  | ({ readonly type: "task.completed"; readonly output: Json } & TaskExecution)
  | ({ readonly type: "task.faulted"; readonly error: WorkflowError } & TaskExecution)
  | ({ readonly type: "task.cancelled" } & TaskExecution);

export type RunEventType = RunEventBody["type"];

/** A numbered event. `at` is epoch milliseconds of the host's clock; order is by `seq`, never by `at`. */
export type RunEvent = RunEventBody & { readonly seq: number; readonly at: number };

type WithoutData<E> = E extends unknown ? Omit<E, "input" | "output"> : never;

/**
 * A numbered event without what the user's data put into it: the input or output of a run or a task. It stays small whatever
 * a run carries, and is all that status, order, times and errors need.
 */
export type RunEventHead = WithoutData<RunEvent>;

/** The event without its data. */
export function headOf(event: RunEvent): RunEventHead {
  if ("input" in event) {
    const { input: _, ...head } = event;
    return head;
  }
  if ("output" in event) {
    const { output: _, ...head } = event;
    return head;
  }
  return event;
}

/** The specification's name of an event type, e.g. `io.serverlessworkflow.task.started.v1`. */
export function lifecycleEventType(type: RunEventType): string {
  return `io.serverlessworkflow.${type}.v1`;
}
