// Where a replay goes another way than the run that was recorded: step by step, by how often and how each ended. Pure.

import type { Reference } from "@ironweave/schema";
import type { RunEvent, RunEventHead } from "@ironweave/schema/run";
import { namePath } from "../store/carry-references.ts";

/** How often a step ended in each way. */
export interface StepCounts {
  readonly completed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Begun, and neither completed nor failed: cancelled, or still waiting. */
  readonly open: number;
}

/** One step that went differently; `task` is there where the edited definition has it. */
export interface StepDifference {
  readonly name: string;
  readonly task?: Reference;
  readonly before: StepCounts;
  readonly now: StepCounts;
}

/** Steps that differ, in the order in which the replay, then the recording, came by them. */
export function compareRuns(
  recorded: readonly RunEventHead[],
  replayed: readonly RunEvent[],
): readonly StepDifference[] {
  const before = countsOf(recorded);
  const now = countsOf(replayed);
  return [...new Set([...now.keys(), ...before.keys()])].flatMap((path): StepDifference[] => {
    const was = before.get(path);
    const is = now.get(path);
    if (words(was?.counts) === words(is?.counts)) return [];
    const name = is?.name ?? was?.name ?? path;
    return [
      { name, ...(is === undefined ? {} : { task: is.task }), before: was?.counts ?? NONE, now: is?.counts ?? NONE },
    ];
  });
}

const NONE: StepCounts = { completed: 0, failed: 0, skipped: 0, open: 0 };

interface Counted {
  readonly task: Reference;
  readonly name: string;
  readonly counts: StepCounts;
}

function countsOf(events: readonly RunEventHead[]): Map<string, Counted> {
  const ends = new Map<
    number,
    { readonly path: string; readonly task: Reference; readonly name: string; end: keyof StepCounts }
  >();
  for (const event of events) {
    if (!("execution" in event)) continue;
    const { task, name, execution, type } = event;
    const end =
      type === "task.completed"
        ? "completed"
        : type === "task.faulted"
          ? "failed"
          : type === "task.skipped"
            ? "skipped"
            : "open";
    ends.set(execution, { path: namePath(task), task, name, end });
  }
  const counted = new Map<string, Counted>();
  for (const { path, task, name, end } of ends.values()) {
    const { counts } = counted.get(path) ?? { counts: NONE };
    counted.set(path, { task, name, counts: { ...counts, [end]: counts[end] + 1 } });
  }
  return counted;
}

/** `completed`, `failed, then …`: as people say it; `did not run` where nothing happened. */
export function words(counts: StepCounts | undefined): string {
  const said = (["completed", "failed", "skipped", "open"] as const).flatMap((end) => {
    const count = counts?.[end] ?? 0;
    if (count === 0) return [];
    const word = end === "open" ? "did not finish" : end;
    return [count === 1 ? word : `${word} ${count} times`];
  });
  return said.length === 0 ? "did not run" : said.join(", ");
}
