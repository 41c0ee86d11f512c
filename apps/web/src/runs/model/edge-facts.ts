// What the edges of the drawing show of a run: the way it has gone, how often, and where it is now. Pure but for its own place in
// the events, so that news cost what they are; going back begins again.

import type { RunEventHead } from "@ironweave/schema/run";
import type { TaskFacts } from "../../editor/canvas/fact-store.ts";
import { startEdgeWalk } from "../../editor/kernels/edge-walk.ts";
import type { GraphIndex } from "../../editor/kernels/graph-index.ts";

/** Facts by edge id after the first `count` of these events; none before the first. */
export type EdgeFollower = (events: readonly RunEventHead[], count: number) => ReadonlyMap<string, TaskFacts>;

interface Passing {
  readonly times: number;
  readonly certain: boolean;
}

/** Follows one run. */
export function followEdges(index: GraphIndex): EdgeFollower {
  const ids = [...index.scopes.values()].flatMap(({ edges }) => edges.map(({ id }) => id));
  let walk = startEdgeWalk(index);
  let passings = new Map<string, Passing>();
  /** By running execution: the edge that it was entered by. */
  let entered = new Map<number, string>();
  let taken = 0;
  let latest: RunEventHead | undefined;

  const take = (event: RunEventHead): void => {
    if ("execution" in event && event.type !== "task.started" && event.type !== "task.retried")
      entered.delete(event.execution);
    for (const { edges, head } of walk(event)) {
      for (const { id } of edges) {
        const before = passings.get(id);
        const certain = edges.length === 1;
        passings.set(id, { times: (before?.times ?? 0) + 1, certain: certain || before?.certain === true });
      }
      if (head !== undefined && event.type === "task.started") entered.set(head, edges[0].id);
    }
  };

  return (events, count) => {
    if (count < taken || events[taken - 1] !== latest) {
      walk = startEdgeWalk(index);
      passings = new Map();
      entered = new Map();
      taken = 0;
    }
    for (const event of events.slice(taken, count)) take(event);
    taken = Math.min(count, events.length);
    latest = events[taken - 1];
    if (taken === 0) return new Map();
    const active = new Set(entered.values());
    return new Map(ids.map((id) => [id, factsOf(passings.get(id), active.has(id))]));
  };
}

function factsOf(passing: Passing | undefined, active: boolean): TaskFacts {
  if (passing === undefined) return { path: "untaken" };
  const path = active ? "active" : passing.certain ? "taken" : "maybe";
  return { path, executions: passing.times };
}
