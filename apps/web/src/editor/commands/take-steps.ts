// Steps that come as text, pasted or dropped: put in as written after the selection. A whole workflow is not taken apart unasked.

import type { NamedTask, Source, WrittenTasks } from "@ironweave/schema";
import { readWrittenTasks, writeTasks, type Reference } from "@ironweave/schema";
import type { EditorStore } from "../store/editor-state.ts";
import type { CommandContext } from "./command.ts";
import { insertionPlace } from "./insertion-place.ts";
import { past, performOrTell } from "./selected-tasks.ts";

/** The text that was copied from a workflow last, and the same with its aliases, which read only there. */
interface Copied {
  readonly text: string;
  readonly own: string;
}

const copies = new WeakMap<EditorStore, Copied>();

/** The tasks as text that reads anywhere; pasted into the same workflow they keep their aliases. */
export function copiedText(store: EditorStore, source: Source, tasks: readonly Reference[]): string {
  const text = writeTasks(source, tasks);
  copies.set(store, { text, own: writeTasks(source, tasks, false) });
  return text;
}

/** Where a text comes from, in words. */
export interface TextOrigin {
  /** The name of the file, or of what stands for one. */
  readonly file: string;
  /** The undo step's label for some steps. */
  readonly label: (steps: string) => string;
  /** What is said where the text holds no steps. */
  readonly none: string;
}

/** Puts the steps of a text into the workflow, asks what to do with a whole one, or says why there are none. */
export function takeSteps(context: CommandContext, text: string, { file, label, none }: TextOrigin): void {
  const { store, ui, notify } = context;
  const { source, index } = store.getState().drawing;
  const read = stepsOf(store, text, { source, ...insertionPlace(context) });
  const { tasks, workflow, beside, problem, borrowed } = read;
  if (workflow !== undefined) {
    const steps = tasks.map(({ name }) => name);
    const left = ["document", ...beside];
    const insert = () => put(context, tasks, label, borrowed);
    const isEmpty = index.order.length === 0;
    const replace = isEmpty ? { replace: () => replaceAll(context, text, file) } : {};
    ui.setState({
      dialog: "dropped",
      dropped: { file, text, name: workflow, steps, beside: left, insert, ...replace },
    });
  } else if (tasks.length === 0) notify(problem ?? none, { danger: true });
  else put(context, tasks, label, borrowed);
}

function stepsOf(store: EditorStore, text: string, place: Parameters<typeof readWrittenTasks>[1]): WrittenTasks {
  const read = readWrittenTasks(text, place);
  const copied = copies.get(store);
  if (copied === undefined || copied.text !== text || copied.own === text) return read;
  // The anchors may be gone or mean something else by now.
  const own = readWrittenTasks(copied.own, place);
  return JSON.stringify(own.tasks.map(plain)) === JSON.stringify(read.tasks.map(plain))
    ? { ...own, borrowed: [] }
    : read;
}

function plain({ name, task }: NamedTask) {
  return { name, task };
}

function put(
  context: CommandContext,
  tasks: readonly NamedTask[],
  label: TextOrigin["label"],
  borrowed: readonly string[],
): void {
  const title = label(tasks.length === 1 ? (tasks[0]?.name ?? "step") : `${tasks.length} steps`);
  const meant = borrowed.map((name) => `*${name} means &${name} of this workflow.`).join(" ");
  const edit = { type: "insert-tasks" as const, ...insertionPlace(context), tasks };
  performOrTell(context, [edit], title, meant === "" ? undefined : `${past(title)}. ${meant}`.replace(/\.$/, ""));
}

function replaceAll({ store, notify }: CommandContext, text: string, file: string): void {
  store.replaceText(text, `Import ${file}`);
  notify(`Imported ${file}`, { undo: true });
}
