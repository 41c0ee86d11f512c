// Which events of a past run tell what a step of the draft had: the start and the end of its latest execution, those of the loops
// around it, and, where the step is new, the end of the step before it. Pure. Steps are told by the names on the way to them.

import type { Reference } from "@ironweave/schema";
import type { RunEventHead } from "@ironweave/schema/run";
import type { GraphIndex } from "../kernels/graph-index.ts";
import { namePath } from "../store/carry-references.ts";

/** Sequence numbers, ascending. */
export function eventsToFetch(heads: readonly RunEventHead[], index: GraphIndex, task: Reference): readonly number[] {
  const own = latestOf(heads, task);
  const before = stepBefore(index, task);
  const loops: Reference[] = [];
  for (let each = index.places.get(task)?.parent; each !== undefined; each = index.places.get(each)?.parent)
    loops.push(each);
  const seqs = [
    ...own,
    ...(own.length === 0 && before !== undefined ? latestOf(heads, before) : []),
    ...loops.flatMap((loop) => latestOf(heads, loop).slice(0, 1)),
  ];
  return [...new Set(seqs)].toSorted((a, b) => a - b);
}

/** The step before it in its list. */
export function stepBefore(index: GraphIndex, task: Reference): Reference | undefined {
  const place = index.places.get(task);
  return place === undefined || place.scope.role === "fork" ? undefined : place.scope.nodes[place.index - 1]?.id;
}

function latestOf(heads: readonly RunEventHead[], task: Reference): readonly number[] {
  const path = namePath(task);
  const isOwn = (head: RunEventHead): boolean => "task" in head && namePath(head.task) === path;
  const start = heads.findLast((head) => head.type === "task.started" && isOwn(head));
  if (start === undefined || !("execution" in start)) return [];
  const end = heads.findLast(
    (head) => head.type === "task.completed" && "execution" in head && head.execution === start.execution,
  );
  return end === undefined ? [start.seq] : [start.seq, end.seq];
}
