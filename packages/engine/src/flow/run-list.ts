// Runs a task list: in order, or as `then` directs within the list (dsl-reference, "Flow Directive").
// A boundary, where a run may checkpoint, is before every task; except the one a checkpoint is continued at, so that every
// continuation makes progress.

import type { Json } from "@ironweave/jq";
import type { Environment, Frame, ListOutcome, RunList, TaskPlace } from "../interpreter.ts";
import { isJsonArray, isJsonObject, jsonType } from "../data/json-value.ts";
import { standardFault } from "../errors/workflow-fault.ts";
import { throwIfCancelled } from "./environment.ts";

/** True when the run should stop at this boundary; tells the other branches. */
export function isCheckpointDue({ run, host }: Environment): boolean {
  if (!run.suspension.requested && host.shouldCheckpoint()) run.suspension.request();
  return run.suspension.requested;
}

/** A name as a part of a JSON Pointer. */
export function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The tasks of a list with their references. Throws a configuration fault (400) where it is not a task list. */
export function tasksOf(reference: string, list: Json | undefined): readonly TaskPlace[] {
  if (!isJsonArray(list)) {
    throw standardFault("configuration", `${reference} must be a list of tasks, is ${jsonType(list)}`);
  }
  return list.map((item, index) => {
    const [entry, more] = isJsonObject(item) ? Object.entries(item) : [];
    if (entry === undefined || more !== undefined) {
      throw standardFault("configuration", `${reference}/${index} must be an object with one task under its name`);
    }
    const [name, definition] = entry;
    return { reference: `${reference}/${index}/${escapePointer(name)}`, name, definition };
  });
}

function targetOf(tasks: readonly TaskPlace[], from: TaskPlace, then: string): number {
  const target = tasks.findIndex(({ name }) => name === then);
  if (target >= 0) return target;
  throw standardFault("configuration", `then: ${then} names no task of the same list`, { instance: from.reference });
}

/** The next task of a list. `visits` counts, by index, how often each task was gone back to. */
interface Position {
  readonly at: number;
  readonly input: Json;
  readonly visits: Readonly<Record<string, number>>;
  readonly task?: Frame;
}

function positionOf(frame: Frame | undefined, env: Environment, input: Json): Position {
  if (frame === undefined) return { at: 0, input, visits: {} };
  const { at, input: saved, task, visits: counts } = frame;
  if (typeof at !== "number") throw new Error("the checkpoint holds a damaged list frame");
  const entries = isJsonObject(counts) ? Object.entries(counts) : [];
  const visits = Object.fromEntries(entries.map(([index, count]) => [index, Number(count)]));
  return { at, input: env.run.values.load(saved), visits, ...(isJsonObject(task) ? { task } : {}) };
}

function suspend({ at, input, visits }: Position, env: Environment, task?: Frame): ListOutcome {
  const saved = { at, input: env.run.values.save(input) };
  const counted = Object.keys(visits).length === 0 ? saved : { ...saved, visits };
  return { type: "suspended", frame: task === undefined ? counted : { ...counted, task } };
}

/** A jump back from one task to another visits all from the one to the other again. */
function countVisits(visits: Position["visits"], from: number, to: number): Position["visits"] {
  const counted = { ...visits };
  for (let index = from; index <= to; index += 1) counted[index] = (counted[index] ?? 0) + 1;
  return counted;
}

/** See `RunList`. The output of an empty list is its input. */
export const runList: RunList = async (env, reference, list, input, frame): Promise<ListOutcome> => {
  const tasks = tasksOf(reference, list);
  let position = positionOf(frame, env, input);
  let continued = frame !== undefined;
  for (;;) {
    const task = tasks[position.at];
    if (task === undefined) return { type: "done", output: position.input, exited: false };
    throwIfCancelled(env);
    if (!continued && isCheckpointDue(env)) return suspend(position, env);
    continued = false;
    const visit = position.visits[position.at] ?? 0;
    const inside = visit === 0 ? env : { ...env, trail: `${env.trail}~${visit}` };
    const outcome = await env.run.runTask(inside, task, position.input, position.task);
    if (outcome.type === "end") return outcome;
    if (outcome.type === "suspended") return suspend(position, env, outcome.frame);
    if (outcome.next === "end") return { type: "end", output: outcome.output };
    if (outcome.next === "exit") return { type: "done", output: outcome.output, exited: true };
    const next = outcome.next === "continue" ? position.at + 1 : targetOf(tasks, task, outcome.next);
    // Only a task that is gone back to can be visited again, so only jumps are counted.
    const visits = next > position.at ? position.visits : countVisits(position.visits, next, position.at);
    position = { at: next, input: outcome.output, visits };
  }
};
