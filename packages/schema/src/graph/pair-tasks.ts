// Which tasks of two documents are the same: by their names first, then, within one list, by what they do. Pure.
// The invariant: each task is in at most one pair, and tasks of a pair stand in lists of the same pair.

import type { Json } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";
import { resolveReference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { rootLists } from "../document/visit-lists.ts";
import { listsOfTask, tasksOfList } from "../document/visit-tasks.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";

/** How much of two tasks must be the same for one to be the other under another name, where they stand in the same place. */
const ALIKE = 0.5;

/** The task before, by the reference of the same task after. */
export type TaskPairs = ReadonlyMap<Reference, VisitedTask>;

/** Pairs the tasks of two documents, valid or not. */
export function pairTasks(before: Json | undefined, after: Json | undefined): TaskPairs {
  const pairs = new Map<Reference, VisitedTask>();
  const roots = new Set(rootLists(before).map(({ list }) => list));
  for (const { list } of rootLists(after)) {
    if (!roots.has(list)) continue;
    const [old, fresh] = [before, after].map((document) => tasksOfList(list, resolveReference(document, list)));
    pairLists(old ?? [], fresh ?? [], pairs);
  }
  return pairs;
}

function pairLists(
  old: readonly VisitedTask[],
  fresh: readonly VisitedTask[],
  pairs: Map<Reference, VisitedTask>,
): void {
  const found = new Map<VisitedTask, VisitedTask>();
  const left = new Set(old);
  const pair = (task: VisitedTask, was: VisitedTask): void => {
    found.set(task, was);
    left.delete(was);
  };
  const named = Map.groupBy(old, ({ name }) => name);
  const used = new Map<string, number>();
  for (const task of fresh) {
    const count = used.get(task.name) ?? 0;
    const was = named.get(task.name)?.[count];
    used.set(task.name, count + 1);
    if (was !== undefined) pair(task, was);
  }
  const bodies = new Map([...left].map((task) => [task, leaves(task)] as const));
  for (const least of [1, ALIKE]) {
    for (const task of fresh) {
      if (found.has(task) || left.size === 0) continue;
      const own = leaves(task);
      const [best] = [...left]
        .filter((was) => was.kind === task.kind && (least === 1 || isInPlace(was, task, old, fresh, found)))
        .map((was) => ({ was, alike: likeness(bodies.get(was), own), apart: Math.abs(was.index - task.index) }))
        .filter(({ alike }) => alike >= least)
        .toSorted((a, b) => b.alike - a.alike || a.apart - b.apart);
      if (best !== undefined) pair(task, best.was);
    }
  }
  for (const [task, was] of found) {
    pairs.set(task.reference, was);
    const inner = new Map(
      listsOfTask(was).map(({ list, value }) => [list.slice(was.reference.length), { list, value }]),
    );
    for (const { list, value } of listsOfTask(task)) {
      const known = inner.get(list.slice(task.reference.length));
      if (known !== undefined) pairLists(tasksOfList(known.list, known.value), tasksOfList(list, value), pairs);
    }
  }
}

/** True where the neighbours before or behind two tasks are the same ones (or both are an end of the list). */
function isInPlace(
  was: VisitedTask,
  task: VisitedTask,
  old: readonly VisitedTask[],
  fresh: readonly VisitedTask[],
  found: ReadonlyMap<VisitedTask, VisitedTask>,
): boolean {
  return [-1, 1].some((by) => {
    const [a, b] = [old[was.index + by], fresh[task.index + by]];
    return a === undefined ? b === undefined : b !== undefined && found.get(b) === a;
  });
}

/** The scalars of a task with the way to each, without where it goes afterwards. */
function leaves({ task }: VisitedTask): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (value: Json | undefined, path: string): void => {
    if (Array.isArray(value) && value.length > 0)
      for (const [index, item] of (value as readonly Json[]).entries()) walk(item, `${path}/${index}`);
    else if (isJsonObject(value) && Object.keys(value).length > 0)
      for (const [key, member] of Object.entries(value)) walk(member, `${path}/${key}`);
    else found.add(`${path}=${JSON.stringify(value)}`);
  };
  if (isJsonObject(task)) for (const [key, member] of Object.entries(task)) if (key !== "then") walk(member, key);
  return found;
}

/** From 0 (nothing) to 1 (everything is the same). */
function likeness(a: ReadonlySet<string> | undefined, b: ReadonlySet<string>): number {
  if (a === undefined || a.size + b.size === 0) return 0;
  const both = [...a].filter((leaf) => b.has(leaf)).length;
  return both / (a.size + b.size - both);
}
