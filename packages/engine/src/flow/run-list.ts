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

function escapePointer(name: string): string {
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

function positionOf(
  frame: Frame | undefined,
  env: Environment,
  input: Json,
): { at: number; input: Json; task?: Frame } {
  if (frame === undefined) return { at: 0, input };
  const { at, input: saved, task } = frame;
  if (typeof at !== "number") throw new Error("the checkpoint holds a damaged list frame");
  return { at, input: env.run.values.load(saved), ...(isJsonObject(task) ? { task } : {}) };
}

/** See `RunList`. The output of an empty list is its input. */
export const runList: RunList = async (env, reference, list, input, frame): Promise<ListOutcome> => {
  const tasks = tasksOf(reference, list);
  const { values } = env.run;
  let position: { at: number; input: Json; task?: Frame } = positionOf(frame, env, input);
  let continued = frame !== undefined;
  for (;;) {
    const task = tasks[position.at];
    if (task === undefined) return { type: "done", output: position.input, exited: false };
    throwIfCancelled(env);
    if (!continued && isCheckpointDue(env)) {
      return { type: "suspended", frame: { at: position.at, input: values.save(position.input) } };
    }
    continued = false;
    const outcome = await env.run.runTask(env, task, position.input, position.task);
    if (outcome.type === "end") return outcome;
    if (outcome.type === "suspended") {
      return {
        type: "suspended",
        frame: { at: position.at, input: values.save(position.input), task: outcome.frame },
      };
    }
    if (outcome.next === "end") return { type: "end", output: outcome.output };
    if (outcome.next === "exit") return { type: "done", output: outcome.output, exited: true };
    const next = outcome.next === "continue" ? position.at + 1 : targetOf(tasks, task, outcome.next);
    position = { at: next, input: outcome.output };
  }
};
