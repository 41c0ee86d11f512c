// What differs between two documents, task by task: for the designer's versions, `ironweave diff` and pull requests.
// Pure. Invariant: each task of either document stands in exactly one entry, so counts can be trusted.

import type { Json } from "@ironweave/jq";
import { memberOf, referenceTokens } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { listsOfTask, visitTasks } from "../document/visit-tasks.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { pairTasks } from "./pair-tasks.ts";

/**
 * What became of a task. `changed` is about the task's own fields: a change inside a scope is the inner task's. `renamed` has another
 * name and is the same otherwise.
 */
export type TaskChange = "added" | "removed" | "changed" | "renamed" | "same";

/** One task of either document; `before` is missing where it was added, `after` where it was removed. */
export interface TaskDifference {
  readonly change: TaskChange;
  readonly name: string;
  readonly before?: Reference;
  readonly after?: Reference;
  /** The name that it had, where that is another one. */
  readonly renamedFrom?: string;
  /** The task's own fields that differ, sorted; empty unless `changed`. */
  readonly fields: readonly string[];
}

/** The difference of two documents. */
export interface DocumentDifference {
  /** Tasks of the new document in reading order, then the removed ones in theirs. */
  readonly tasks: readonly TaskDifference[];
  /** Top-level parts outside the flow that differ (`document`, `input`, `use`, …), sorted. */
  readonly parts: readonly string[];
}

/**
 * Compares documents, valid or not. Tasks are the same where their names and the names of the tasks around them are (a
 * moved task in the same scope is itself); where a scope holds one name twice, the first pairs with the first. Of the others, those
 * of one list that do the same, or nearly the same in the same place, are one task that was renamed.
 */
export function diffDocuments(before: Json | undefined, after: Json | undefined): DocumentDifference {
  const pairs = pairTasks(before, after);
  const kept = new Set([...pairs.values()].map(({ reference }) => reference));
  const tasks: TaskDifference[] = [];
  for (const task of visitTasks(after)) {
    const { name, reference } = task;
    const was = pairs.get(reference);
    if (was === undefined) {
      tasks.push({ change: "added", name, after: reference, fields: [] });
      continue;
    }
    const fields = differingKeys(ownFields(was), ownFields(task));
    const renamed = was.name === name ? {} : { renamedFrom: was.name };
    const change = fields.length > 0 ? "changed" : was.name === name ? "same" : "renamed";
    tasks.push({ change, name, before: was.reference, after: reference, ...renamed, fields });
  }
  for (const { name, reference } of visitTasks(before))
    if (!kept.has(reference)) tasks.push({ change: "removed", name, before: reference, fields: [] });
  const parts = differingKeys(withoutFlow(before), withoutFlow(after));
  return { tasks, parts };
}

/** A task without its inner task lists. */
function ownFields(visit: VisitedTask): Json | undefined {
  let task = visit.task;
  for (const { list } of listsOfTask(visit)) task = without(task, referenceTokens(list.slice(visit.reference.length)));
  return task;
}

function withoutFlow(document: Json | undefined): Json | undefined {
  return without(document, ["do"]);
}

function without(value: Json | undefined, [key, ...rest]: readonly string[]): Json | undefined {
  if (key === undefined || !isJsonObject(value) || !Object.hasOwn(value, key)) return value;
  const entries = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    if (name !== key) return [[name, member]];
    const left = rest.length === 0 ? undefined : without(member, rest);
    return left === undefined ? [] : [[name, left]];
  });
  return Object.fromEntries(entries);
}

function differingKeys(before: Json | undefined, after: Json | undefined): string[] {
  if (!isJsonObject(before) || !isJsonObject(after)) return isSame(before, after) ? [] : [""];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !isSame(memberOf(before, key), memberOf(after, key))).toSorted();
}

/** Equal as JSON: the order of keys does not count. */
function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item: Json, index) => isSame(item, memberOf(b, String(index))))
    );
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}
