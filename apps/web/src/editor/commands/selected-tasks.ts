// The selection as commands need it: known tasks, none inside another, in reading order.

import type { Reference } from "@ironweave/schema";
import { outermost, type GraphIndex } from "../kernels/graph-index.ts";
import type { CommandContext } from "./command.ts";

/** The index of the drawing at this moment. */
export function indexOf(context: CommandContext): GraphIndex {
  return context.store.getState().drawing.index;
}

/** The outermost selected tasks in reading order. */
export function selectedTasks(context: CommandContext): readonly Reference[] {
  return outermost(indexOf(context), context.store.getState().selection);
}

/** The one selected task, or undefined for none or many. */
export function onlyTask(context: CommandContext): Reference | undefined {
  const tasks = selectedTasks(context);
  return tasks.length === 1 ? tasks[0] : undefined;
}

/** The name of the tasks for labels: the name of one, otherwise "3 steps". */
export function tasksLabel(context: CommandContext, tasks: readonly Reference[]): string {
  const [first] = tasks;
  if (tasks.length === 1 && first !== undefined) return indexOf(context).places.get(first)?.node.name ?? "step";
  return `${tasks.length} steps`;
}

/** Performs edits and tells the user where they are refused. Returns true where they were made. */
export function performOrTell(
  context: Pick<CommandContext, "store" | "notify">,
  edits: Parameters<typeof context.store.perform>[0],
  label: string,
): boolean {
  const refusal = context.store.perform(edits, label);
  if (refusal !== undefined) context.notify(refusal, { danger: true });
  return refusal === undefined;
}
