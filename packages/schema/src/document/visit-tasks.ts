// Every task of a document, valid or not, in text order. Law 4 counts against this: what is visited is drawn, once.

import type { Json } from "@ironweave/jq";
import { joinReference, memberOf, resolveReference } from "./reference.ts";
import type { Reference } from "./reference.ts";
import type { TaskKind } from "./task-kind.ts";
import { isJsonObject, kindOfTask } from "./visit-kind.ts";
import { NESTED_LISTS, rootLists } from "./visit-lists.ts";

/** One task where it stands. A list item that is not a map is a task without a body; its reference is the item's. */
export interface VisitedTask {
  readonly reference: Reference;
  readonly name: string;
  readonly kind: TaskKind | "unknown";
  /** The list that holds it, and its position there. */
  readonly list: Reference;
  readonly index: number;
  readonly task: Json | undefined;
}

/** The tasks of one list (or map of functions); none where the value is neither. */
export function tasksOfList(list: Reference, value: Json | undefined): VisitedTask[] {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) => {
      const name = isJsonObject(item) ? Object.keys(item)[0] : undefined;
      if (name === undefined) {
        const text = typeof item === "string" || typeof item === "number" ? String(item) : "";
        return { reference: joinReference(list, index), name: text, kind: "unknown", list, index, task: undefined };
      }
      return visited(joinReference(list, index, name), name, memberOf(item, name), list, index);
    });
  }
  if (list !== "/use/functions" || !isJsonObject(value)) return [];
  return Object.entries(value).map(([name, task], index) =>
    visited(joinReference(list, name), name, task, list, index),
  );
}

function visited(
  reference: Reference,
  name: string,
  task: Json | undefined,
  list: Reference,
  index: number,
): VisitedTask {
  return { reference, name, kind: kindOfTask(task) ?? "unknown", list, index, task };
}

/** The lists inside a task that are there, with their values. */
export function listsOfTask(visit: VisitedTask): { readonly list: Reference; readonly value: Json }[] {
  if (visit.kind === "unknown" || visit.task === undefined) return [];
  const lists: { readonly list: Reference; readonly value: Json }[] = [];
  for (const nested of NESTED_LISTS[visit.kind]) {
    if (nested.applies !== undefined && !nested.applies(visit.task)) continue;
    let value: Json | undefined = visit.task;
    for (const key of nested.path) value = memberOf(value, key);
    if (Array.isArray(value)) lists.push({ list: joinReference(visit.reference, ...nested.path), value });
  }
  return lists;
}

/** All tasks, each before the tasks inside it: the flow first, then functions, then extensions. */
export function* visitTasks(document: Json | undefined): Generator<VisitedTask> {
  for (const root of rootLists(document)) yield* visitList(root.list, resolveReference(document, root.list));
}

function* visitList(list: Reference, value: Json | undefined): Generator<VisitedTask> {
  for (const task of tasksOfList(list, value)) {
    yield task;
    for (const nested of listsOfTask(task)) yield* visitList(nested.list, nested.value);
  }
}
