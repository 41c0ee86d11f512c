// The words in which the parts of the interpreter speak to each other. Types only.
//
// Faults and cancellation travel as rejections (`WorkflowFault`, `Cancelled`); everything else is an outcome. A suspended
// outcome carries the frame from which exactly the same work continues, in this process or in another.

import type { Json, JsonObject } from "@ironweave/jq";
import type { Reference, TaskKind } from "@ironweave/schema";
import type { TaskExecution } from "@ironweave/schema/run";
import type { Host, Scope } from "./host.ts";
import type { RunState } from "./run-state.ts";

/** Counts how often a `try` has run its tasks, over nested tries: see `TaskExecution.attempt`. */
export interface AttemptCounter {
  highest: number;
}

/** A switch that a scope's owner turns; work inside asks it before it begins anything. */
export interface CancelToken {
  cancelled: boolean;
  readonly parent: CancelToken | undefined;
}

/** Where a task runs: what it inherits from the tasks around it. */
export interface Environment {
  readonly run: RunState;
  readonly host: Host;
  readonly token: CancelToken | undefined;
  readonly iteration: readonly number[];
  /** What tells this place from others with the same reference: iterations, visits by `then`, callers of functions. */
  readonly trail: string;
  readonly attempt: number;
  readonly attempts: AttemptCounter;
  /** Loop and error variables, by name without the `$`. */
  readonly variables: Scope;
  /** `$task` inside an extension's tasks: the extended one. */
  readonly extended: JsonObject | undefined;
  /** How many tasks and functions this one is nested in. */
  readonly depth: number;
}

/** A task of the document and where it stands. */
export interface TaskPlace {
  readonly reference: Reference;
  readonly name: string;
  readonly definition: Json;
}

/** A piece of a checkpoint: engine-owned structure; user data stands in the value table and is referred to by number. */
export type Frame = JsonObject;

/** How a task list ended. */
export type ListOutcome =
  | { readonly type: "done"; readonly output: Json; /** By `then: exit`. */ readonly exited: boolean }
  | { readonly type: "end"; readonly output: Json }
  | { readonly type: "suspended"; readonly frame: Frame };

/** How a task ended. `next` is the directive to follow (not `then`, which would make the outcome thenable). */
export type TaskOutcome =
  | { readonly type: "done"; readonly output: Json; readonly next: string }
  | { readonly type: "end"; readonly output: Json }
  | { readonly type: "suspended"; readonly frame: Frame };

/** How a task kind's own work ended: `output` is raw, `next` overrides the task's own directive (`switch`). */
export type WorkOutcome =
  | { readonly type: "done"; readonly output: Json; readonly next?: string }
  | { readonly type: "end"; readonly output: Json }
  | { readonly type: "suspended"; readonly frame: Frame };

/** Runs a task list from its first task, or from a frame. */
export type RunList = (
  env: Environment,
  reference: Reference,
  list: Json | undefined,
  input: Json,
  frame?: Frame,
) => Promise<ListOutcome>;

/** Runs one task, or continues it from a frame. */
export type RunTask = (env: Environment, place: TaskPlace, input: Json, frame?: Frame) => Promise<TaskOutcome>;

/** One execution of a task, as its kind sees it. */
export interface TaskWork<Definition extends JsonObject = JsonObject> {
  readonly env: Environment;
  readonly definition: Definition;
  readonly execution: TaskExecution;
  /** After `input.from`. */
  readonly input: Json;
  readonly rawInput: Json;
  readonly startedAt: number;
  /** Epoch milliseconds at which the task's own timeout ends it. */
  readonly deadline: number | undefined;
}

/** What a task kind means. `frame` is the one its own suspended outcome gave. */
export interface TaskSemantics<K extends TaskKind = TaskKind> {
  readonly kind: K;
  run(work: TaskWork, frame: Frame | undefined): Promise<WorkOutcome>;
}
