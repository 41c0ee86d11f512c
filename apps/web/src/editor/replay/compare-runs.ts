// Where a replay goes another way than the run that was recorded: step by step, by how often and how each ended, and by what it gave.
// Pure. Outputs are compared execution by execution: those of one step, one iteration and one attempt, in their order.

import type { Reference } from "@ironweave/schema";
import type { RunEvent, RunEventHead, TaskExecution } from "@ironweave/schema/run";
import { namePath } from "../store/carry-references.ts";
import { outputDigest } from "./output-digest.ts";
import type { RecordedRun } from "./recorded-run.ts";

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
  /** How many of its executions completed both times, and gave something else. */
  readonly otherOutputs: number;
}

/** Steps that differ, in the order in which the replay, then the recording, came by them. */
export function compareRuns(
  { events: recorded, outputs }: Pick<RecordedRun, "events" | "outputs">,
  replayed: readonly RunEvent[],
): readonly StepDifference[] {
  const others = otherOutputs(recorded, outputs, replayed);
  const before = countsOf(recorded);
  const now = countsOf(replayed);
  return [...new Set([...now.keys(), ...before.keys()])].flatMap((path): StepDifference[] => {
    const was = before.get(path);
    const is = now.get(path);
    const other = others.get(path) ?? 0;
    if (words(was?.counts) === words(is?.counts) && other === 0) return [];
    const name = is?.name ?? was?.name ?? path;
    const task = is === undefined ? {} : { task: is.task };
    return [{ name, ...task, before: was?.counts ?? NONE, now: is?.counts ?? NONE, otherOutputs: other }];
  });
}

/** True where both completed, and not with the same output. */
export function gaveAnother(
  { events, outputs }: Pick<RecordedRun, "events" | "outputs">,
  replayed: readonly RunEvent[],
): boolean {
  const [was, is] = [events.at(-1), replayed.at(-1)];
  if (was?.type !== "workflow.completed" || is?.type !== "workflow.completed") return false;
  return outputs.get(was.seq) !== outputDigest(is.output);
}

/** By path of names: how many executions gave something else. */
function otherOutputs(
  recorded: readonly RunEventHead[],
  outputs: RecordedRun["outputs"],
  replayed: readonly RunEvent[],
): ReadonlyMap<string, number> {
  const gave = new Map<string, (string | undefined)[]>();
  for (const event of recorded) {
    if (event.type !== "task.completed") continue;
    const key = placeOf(event);
    const own = gave.get(key) ?? [];
    own.push(outputs.get(event.seq));
    gave.set(key, own);
  }
  const others = new Map<string, number>();
  for (const event of replayed) {
    if (event.type !== "task.completed") continue;
    const was = gave.get(placeOf(event))?.shift();
    if (was === undefined || was === outputDigest(event.output)) continue;
    const path = namePath(event.task);
    others.set(path, (others.get(path) ?? 0) + 1);
  }
  return others;
}

function placeOf({ task, iteration, attempt }: TaskExecution): string {
  return `${namePath(task)}@${attempt}@${iteration.join(".")}`;
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
