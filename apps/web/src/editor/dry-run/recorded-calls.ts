// Answers of a past run as stand-ins for side effects: each call gets the one of its iteration and attempt, and where those repeat the
// next one. Pure but for its own counting. The invariant: a call that the run never made is not answered, and is told.

import { WorkflowFault } from "@ironweave/engine";
import type { Json } from "@ironweave/jq";
import type { Reference } from "@ironweave/schema";
import type { TaskExecution, WorkflowError } from "@ironweave/schema/run";

/** How one call of a step went. Exactly one of `output` and `error`. */
export interface RecordedAnswer {
  readonly iteration: readonly number[];
  readonly attempt: number;
  readonly output?: Json;
  readonly error?: WorkflowError;
}

/** Answers by the step's reference. */
export type RecordedCalls = Readonly<Record<Reference, readonly RecordedAnswer[]>>;

/** A call that has no answer in the past run. */
export interface UnansweredCall {
  readonly task: Reference;
  readonly name: string;
  readonly iteration: readonly number[];
  readonly attempt: number;
}

/** Gives each call its answer, in the order of the calls. */
export function replayCalls(recorded: RecordedCalls): {
  readonly unanswered: readonly UnansweredCall[];
  /** The answer, a rejection with the recorded fault, or undefined where there is none. */
  take(execution: TaskExecution): Promise<Json> | undefined;
} {
  const unanswered: UnansweredCall[] = [];
  const taken = new Map<string, number>();
  return {
    unanswered,
    take({ task, name, iteration, attempt }) {
      const key = `${task}@${attempt}@${iteration.join(".")}`;
      const count = taken.get(key) ?? 0;
      taken.set(key, count + 1);
      const own = (recorded[task] ?? []).filter(
        (answer) => answer.attempt === attempt && answer.iteration.join(".") === iteration.join("."),
      );
      const answer = own[count];
      if (answer === undefined) {
        unanswered.push({ task, name, iteration, attempt });
        return undefined;
      }
      if (answer.error === undefined) return Promise.resolve(answer.output ?? null);
      const { instance: _, ...error } = answer.error;
      return Promise.reject(new WorkflowFault(error));
    },
  };
}
