// Which edges of the drawing a run has gone along, told from its events alone; no data. Pure; appending costs what the new
// events cost. The invariant: an edge was taken where the task at its head began after the task at its tail, in the same pass of
// one list. Where several edges join the same two tasks (two cases that lead to one step), the events do not tell which it was.

import type { GraphEdge, Reference } from "@ironweave/schema";
import type { RunEventHead, TaskExecution } from "@ironweave/schema/run";
import type { GraphIndex, NodePlace } from "./graph-index.ts";

/** One passing. `edges` has the one that was taken, or all of which one was. */
export interface EdgePass {
  readonly edges: readonly [GraphEdge, ...GraphEdge[]];
  /** The execution at the tail; absent on edges from a start. */
  readonly tail?: number;
  /** The execution at the head; absent on edges to an end. */
  readonly head?: number;
}

/** Takes the events of a run in order; returns what each brought about. */
export type EdgeWalk = (event: RunEventHead) => readonly EdgePass[];

type Passed = Pick<TaskExecution, "task" | "execution" | "iteration">;

/** A walk that begins before the first event. */
export function startEdgeWalk(index: GraphIndex): EdgeWalk {
  /** By list, then by pass of the list: the task that ended last in it. */
  const last = new Map<Reference, Map<string, Passed>>();
  const ends = edgesByEnd(index);
  const passesOf = (list: Reference): Map<string, Passed> => {
    const passes = last.get(list) ?? new Map<string, Passed>();
    last.set(list, passes);
    return passes;
  };
  const toEnd = ({ task, execution }: Passed): readonly EdgePass[] =>
    passOver(
      ends.from.get(task)?.filter(({ to }) => to === "end"),
      { tail: execution },
    );
  /** Ends the passes of a list within one pass of its owner: other passes of the owner may go on beside it. */
  const end = (list: Reference, iteration: readonly number[]): readonly Passed[] => {
    const passes = last.get(list);
    const ended = [...(passes ?? [])].filter(([, passed]) => iteration.every((at, i) => passed.iteration[i] === at));
    for (const [key] of ended) passes?.delete(key);
    return ended.map(([, passed]) => passed);
  };

  return (event) => {
    if (event.type === "workflow.completed") return end("/do", []).flatMap(toEnd);
    if (!("execution" in event)) return [];
    const place = index.places.get(event.task);
    if (place === undefined) return [];
    const passes = passesOf(place.scope.list);
    const key = passOf(event);
    const inner = (): readonly Passed[] => place.node.scopes.flatMap(({ list }) => end(list, event.iteration));
    /** A task from which there is one way only, to the end, has gone it when it ends. */
    const leave = (): readonly EdgePass[] => {
      const out = ends.from.get(event.task) ?? [];
      const isLast = out.length === 1 && out[0]?.to === "end";
      if (isLast) passes.delete(key);
      else passes.set(key, event);
      return isLast ? toEnd(event) : [];
    };
    switch (event.type) {
      case "task.started":
        return enter(place, passes.get(key), event.execution, ends.into);
      case "task.skipped":
        return [...enter(place, passes.get(key), event.execution, ends.into), ...leave()];
      case "task.completed":
        return [...inner().flatMap(toEnd), ...leave()];
      case "task.faulted":
      case "task.cancelled":
        inner();
        passes.delete(key);
        return [];
      case "task.retried":
        return [];
    }
  };
}

function enter(
  { node }: NodePlace,
  before: Passed | undefined,
  head: number,
  into: ReadonlyMap<Reference, readonly GraphEdge[]>,
): readonly EdgePass[] {
  const edges = into.get(node.id) ?? [];
  const own = edges.filter(({ from }) => from === before?.task);
  if (before !== undefined && own.length > 0) return passOver(own, { tail: before.execution, head });
  return passOver(
    edges.filter(({ from }) => from === "start"),
    { head },
  );
}

function passOver(
  edges: readonly GraphEdge[] | undefined,
  { tail, head }: { readonly tail?: number; readonly head?: number },
): readonly EdgePass[] {
  const [first, ...others] = edges ?? [];
  if (first === undefined) return [];
  return [
    {
      edges: [first, ...others],
      ...(tail === undefined ? {} : { tail }),
      ...(head === undefined ? {} : { head }),
    },
  ];
}

function passOf({ iteration, attempt }: TaskExecution): string {
  return [attempt, ...iteration].join("@");
}

/** The edges of each task; those from a start and to an end are with the task at their other end. */
function edgesByEnd({ scopes }: GraphIndex) {
  const into = new Map<Reference, GraphEdge[]>();
  const from = new Map<Reference, GraphEdge[]>();
  const add = (map: Map<Reference, GraphEdge[]>, end: string, edge: GraphEdge): void => {
    const edges = map.get(end) ?? [];
    edges.push(edge);
    map.set(end, edges);
  };
  for (const { edges } of scopes.values()) {
    for (const edge of edges) {
      add(into, edge.to, edge);
      add(from, edge.from, edge);
    }
  }
  return { into, from };
}
