// What differs between two documents, task by task: for the designer's versions, `ironweave diff` and pull requests.
// Pure. Invariant: each task of either document stands in exactly one entry, so counts can be trusted.

import type { Json } from "@ironweave/jq";
import { memberOf, referenceTokens } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { listsOfTask, visitTasks } from "../document/visit-tasks.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";

/** What became of a task. `changed` is about the task's own fields: a change inside a scope is the inner task's. */
export type TaskChange = "added" | "removed" | "changed" | "same";

/** One task of either document; `before` is missing where it was added, `after` where it was removed. */
export interface TaskDifference {
  readonly change: TaskChange;
  readonly name: string;
  readonly before?: Reference;
  readonly after?: Reference;
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
 * moved task in the same scope is itself); where a scope holds one name twice, the first pairs with the first.
 */
export function diffDocuments(before: Json | undefined, after: Json | undefined): DocumentDifference {
  const old = byPath(before);
  const tasks: TaskDifference[] = [];
  for (const [path, task] of byPath(after)) {
    const was = old.get(path);
    old.delete(path);
    if (was === undefined) {
      tasks.push({ change: "added", name: task.name, after: task.reference, fields: [] });
      continue;
    }
    const fields = differingKeys(ownFields(was), ownFields(task));
    const change = fields.length === 0 ? "same" : "changed";
    tasks.push({ change, name: task.name, before: was.reference, after: task.reference, fields });
  }
  for (const { name, reference } of old.values())
    tasks.push({ change: "removed", name, before: reference, fields: [] });
  const parts = differingKeys(withoutFlow(before), withoutFlow(after));
  return { tasks, parts };
}

/** Tasks by the names on the way to them, without positions, and a count where a path comes again. */
function byPath(document: Json | undefined): Map<string, VisitedTask> {
  const tasks = new Map<string, VisitedTask>();
  const paths = new Map<Reference, string>();
  const seen = new Map<string, number>();
  for (const task of visitTasks(document)) {
    const tokens = referenceTokens(task.list);
    // The list may lie in another task: its path stands for the part up to that task.
    const scope = paths.get(task.list) ?? JSON.stringify(tokens);
    const plain = `${scope}${JSON.stringify(task.name)}`;
    const count = seen.get(plain) ?? 0;
    seen.set(plain, count + 1);
    const path = count === 0 ? plain : `${plain}#${count}`;
    tasks.set(path, task);
    for (const { list } of listsOfTask(task)) paths.set(list, `${path}${list.slice(task.reference.length)}`);
  }
  return tasks;
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
