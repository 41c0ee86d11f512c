// What the cards of the drawing show of a run: status, attempts, repetitions and duration per task. Pure.

import type { RunSnapshot, TaskSnapshot } from "@ironweave/schema/run";
import type { TaskFacts } from "../../editor/canvas/fact-store.ts";
import { formatDuration } from "./format-duration.ts";

/**
 * Facts by task reference at the moment of the snapshot. A task that has not run has none. `noteOf` is asked for a short text about
 * each task that runs.
 */
export function runFacts(
  snapshot: RunSnapshot,
  noteOf: (task: TaskSnapshot) => string | undefined = () => undefined,
): ReadonlyMap<string, TaskFacts> {
  return new Map(
    Object.entries(snapshot.tasks).map(([task, state]) => {
      const facts = factsOf(state);
      const note = state.status === "running" ? noteOf(state) : undefined;
      return [task, note === undefined ? facts : { ...facts, note }];
    }),
  );
}

function factsOf(task: TaskSnapshot): TaskFacts {
  const { status, attempt, executions, faulted, startedAt, endedAt } = task;
  return {
    status,
    attempt,
    executions,
    faulted,
    ...(endedAt === undefined || status === "skipped" ? {} : { note: formatDuration(endedAt - startedAt) }),
  };
}
