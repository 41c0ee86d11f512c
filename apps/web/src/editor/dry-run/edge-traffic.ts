// What has gone along each edge of the drawing, told from a run's events alone. Pure.

import type { Json } from "@ironweave/jq";
import type { GraphEdge } from "@ironweave/schema";
import type { RunEvent } from "@ironweave/schema/run";
import { startEdgeWalk } from "../kernels/edge-walk.ts";
import type { GraphIndex } from "../kernels/graph-index.ts";

/** The latest data on an edge, and how often there were some. */
export interface EdgeTraffic {
  readonly edge: GraphEdge;
  readonly value: Json;
  /** What the task at the tail was given; absent on edges from a start. */
  readonly before?: Json;
  readonly times: number;
}

interface Data {
  readonly input: Json;
  readonly output: Json;
}

/** Traffic by edge id, after these events. */
export function edgeTraffic(events: readonly RunEvent[], index: GraphIndex): ReadonlyMap<string, EdgeTraffic> {
  const traffic = new Map<string, EdgeTraffic>();
  const walk = startEdgeWalk(index);
  const data = new Map<number, Data>();
  for (const event of events) {
    if (event.type === "task.started") data.set(event.execution, { input: event.input, output: null });
    if (event.type === "task.completed") {
      data.set(event.execution, { input: data.get(event.execution)?.input ?? null, output: event.output });
    }
    for (const { edges, tail, head } of walk(event)) {
      const [edge] = edges;
      const before = tail === undefined ? undefined : data.get(tail);
      const value = before === undefined ? (data.get(head ?? 0)?.input ?? null) : before.output;
      // What is skipped hands on what came to it.
      if (event.type === "task.skipped" && head !== undefined) data.set(head, { input: value, output: value });
      const times = (traffic.get(edge.id)?.times ?? 0) + 1;
      traffic.set(edge.id, { edge, value, times, ...(before === undefined ? {} : { before: before.input }) });
    }
  }
  return traffic;
}
