// Gives each step's effect its key: `tenant/run/reference/iteration`, equal for every attempt, whether Temporal repeats a
// lost activity or the document retries a failed one. A jump back (`then`) to a task is a new step: its key gets `#2`.
// Sandbox code. Invariant: one key never stands for two different executions that the document meant.

import type { TaskExecution } from "@ironweave/schema/run";

/** What is remembered of a task: how often it was begun anew, and where it stood last. */
export interface StepPass {
  readonly pass: number;
  readonly iteration: readonly number[];
  readonly attempt: number;
}

export class IdempotencyKeys {
  readonly #prefix: string;
  readonly #passes: Map<string, StepPass>;

  /** `passes` are those that the execution before had saved. */
  constructor(tenantId: string, runId: string, passes: Readonly<Record<string, StepPass>> = {}) {
    this.#prefix = `${tenantId}/${runId}`;
    this.#passes = new Map(Object.entries(passes));
  }

  keyOf({ task, iteration, attempt }: TaskExecution): string {
    const last = this.#passes.get(task);
    const pass = last === undefined ? 1 : last.pass + (isSameStep(last, iteration, attempt) ? 0 : 1);
    this.#passes.set(task, { pass, iteration, attempt });
    const loops = iteration.length === 0 ? "" : `/${iteration.join(".")}`;
    return `${this.#prefix}${task}${loops}${pass === 1 ? "" : `#${pass}`}`;
  }

  /** What the next execution of the run needs. Small: one entry per task that had an effect. */
  save(): Readonly<Record<string, StepPass>> {
    return Object.fromEntries(this.#passes);
  }
}

/** True for a later iteration or a further attempt; false when the document went back to the task. */
function isSameStep(last: StepPass, iteration: readonly number[], attempt: number): boolean {
  return compareIterations(iteration, last.iteration) > 0 || attempt > last.attempt;
}

function compareIterations(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
