// What has gone along each edge of the drawing, told from a run's events alone. Pure.
// The invariant: an edge has traffic where the task at its head began after the task at its tail, in the same pass of one list.

import type { Json } from "@ironweave/jq";
import type { GraphEdge, Reference } from "@ironweave/schema";
import type { RunEvent, TaskExecution } from "@ironweave/schema/run";
import type { GraphIndex, NodePlace } from "../kernels/graph-index.ts";

/** The latest data on an edge, and how often there were some. */
export interface EdgeTraffic {
  readonly edge: GraphEdge;
  readonly value: Json;
  /** What the task at the tail was given; absent on edges from a start. */
  readonly before?: Json;
  readonly times: number;
}

interface Passed {
  readonly task: Reference;
  readonly input: Json;
  readonly output: Json;
}

/** Traffic by edge id, after these events. */
export function edgeTraffic(events: readonly RunEvent[], index: GraphIndex): ReadonlyMap<string, EdgeTraffic> {
  const traffic = new Map<string, EdgeTraffic>();
  /** By pass of a list: the task that ended last in it, and its output. */
  const last = new Map<string, Passed>();
  const inputs = new Map<number, Json>();
  const pass = (edge: GraphEdge | undefined, value: Json, tail?: Passed) => {
    if (edge === undefined) return;
    const times = (traffic.get(edge.id)?.times ?? 0) + 1;
    traffic.set(edge.id, { edge, value, times, ...(tail === undefined ? {} : { before: tail.input }) });
  };
  /** The edge to the end of a list that is over: each scope of a task when the task ends, and the first list when the run does. */
  const close = (list: Reference, passKey: string) => {
    const before = last.get(passKey);
    if (before === undefined) return;
    last.delete(passKey);
    pass(
      index.scopes.get(list)?.edges.find(({ from, to }) => from === before.task && to === "end"),
      before.output,
      before,
    );
  };
  for (const event of events) {
    if (event.type === "workflow.completed") close("/do", "/do@1");
    if (!("execution" in event)) continue;
    const place = index.places.get(event.task);
    if (place === undefined) continue;
    const key = passOf(place.scope.list, event);
    if (event.type === "task.started" || event.type === "task.skipped") {
      const before = last.get(key);
      const edge = edgeInto(place, before?.task);
      const came = event.type === "task.started" ? event.input : (before?.output ?? null);
      if (before === undefined || edge?.from === "start") pass(edge, came);
      else pass(edge, before.output, before);
      inputs.set(event.execution, came);
      if (event.type === "task.skipped") last.set(key, { task: event.task, input: came, output: came });
    } else if (event.type === "task.completed") {
      for (const scope of place.node.scopes)
        for (const passKey of [...last.keys()].filter((each) => each.startsWith(`${scope.list}@`)))
          close(scope.list, passKey);
      last.set(key, { task: event.task, input: inputs.get(event.execution) ?? null, output: event.output });
    } else if (event.type === "task.faulted" || event.type === "task.cancelled") last.delete(key);
  }
  return traffic;
}

function passOf(list: Reference, { iteration, attempt }: TaskExecution): string {
  return [list, attempt, ...iteration].join("@");
}

function edgeInto({ scope, node }: NodePlace, before: Reference | undefined): GraphEdge | undefined {
  const into = scope.edges.filter(({ to }) => to === node.id);
  return into.find(({ from }) => from === before) ?? into.find(({ from }) => from === "start");
}
