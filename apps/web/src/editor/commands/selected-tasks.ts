// The selection as commands need it: known tasks, none inside another, in reading order.

import type { Caution, Reference } from "@ironweave/schema";
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

/** What `performOrTell` needs. */
export type Performing = Pick<CommandContext, "store" | "notify"> & Partial<Pick<CommandContext, "ui">>;

/**
 * Performs edits and tells the user where they are refused, and what they changed besides. Where a `then` cannot be kept, the user
 * is asked first. Returns true where they were made at once; `done` is said when they are made.
 */
export function performOrTell(
  context: Performing,
  edits: Parameters<typeof context.store.perform>[0],
  label: string,
  done?: string,
): boolean {
  const prepared = context.store.prepare(edits, label);
  if (typeof prepared === "string") {
    context.notify(prepared, { danger: true });
    return false;
  }
  const { cautions } = prepared;
  const make = (told: readonly Caution[]): boolean => {
    const refusal = prepared.commit();
    if (refusal !== undefined) context.notify(refusal, { danger: true });
    else if (told.length > 0)
      context.notify([`${done ?? past(label)}.`, ...told.map(({ message }) => message)].join(" "), { undo: true });
    else if (done !== undefined) context.notify(done, { undo: true });
    return refusal === undefined;
  };
  const told = cautions.filter(({ ask }) => !ask);
  if (told.length === cautions.length || context.ui === undefined) return make(told);
  const question = { title: label, cautions, goOn: () => void make([]) };
  context.ui.setState({ dialog: "question", question });
  return false;
}

/** A label of an undo step as something that has happened: `Move a` is `Moved a`. */
export function past(label: string): string {
  const [verb = "", ...rest] = label.split(" ");
  const done = verb === "Cut" ? verb : verb === "Wrap" ? "Wrapped" : verb.endsWith("e") ? `${verb}d` : `${verb}ed`;
  return [done, ...rest].join(" ");
}
