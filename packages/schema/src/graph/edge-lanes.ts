// Which edges of a scope run straight down and which run beside the cards, and in which lane.
// Rows: 0 is the scope's start, 1 … n its tasks, n + 1 its end. Edges to the same row share a lane, like a bus, so that a
// hundred exits take the room of one. The invariant: lanes of one side never overlap where their spans of rows do.

import type { GraphEdge, GraphScope } from "./graph.ts";

/** How one edge runs. Lane 0 is the one nearest to the cards. */
export interface EdgeRun {
  readonly edge: GraphEdge;
  readonly from: number;
  readonly to: number;
  readonly side: "straight" | "right" | "left";
  readonly lane: number;
}

export interface ScopeLanes {
  readonly runs: readonly EdgeRun[];
  readonly left: number;
  readonly right: number;
  /** True where a label stands on an edge of that side. */
  readonly labelled: boolean;
}

/** The runs of a scope's edges: back edges on the left, jumps forward on the right. */
export function scopeLanes(scope: GraphScope): ScopeLanes {
  const rows = new Map<string, number>([["start", 0]]);
  for (const [index, node] of scope.nodes.entries()) rows.set(node.id, index + 1);
  rows.set("end", scope.nodes.length + 1);
  const straight = new Set<number>();
  const plain = scope.edges.flatMap((edge) => {
    const from = rows.get(edge.from);
    const to = rows.get(edge.to);
    if (from === undefined || to === undefined) return [];
    const direct = to === from + 1 && !straight.has(from);
    if (direct) straight.add(from);
    return [
      { edge, from, to, side: direct ? ("straight" as const) : to <= from ? ("left" as const) : ("right" as const) },
    ];
  });
  const left = assignLanes(plain.filter((run) => run.side === "left"));
  const right = assignLanes(plain.filter((run) => run.side === "right"));
  const runs = plain.map((run) => ({
    ...run,
    lane: (run.side === "left" ? left.lanes : right.lanes).get(run.to) ?? 0,
  }));
  const labelled = runs.some((run) => run.side === "right" && run.edge.label !== undefined);
  return { runs, left: left.count, right: right.count, labelled };
}

function assignLanes(runs: readonly { readonly from: number; readonly to: number }[]): {
  readonly lanes: ReadonlyMap<number, number>;
  readonly count: number;
} {
  const spans = new Map<number, { low: number; high: number }>();
  for (const { from, to } of runs) {
    const span = spans.get(to) ?? { low: to, high: to };
    spans.set(to, { low: Math.min(span.low, from), high: Math.max(span.high, from) });
  }
  const sorted = [...spans].sort(([, a], [, b]) => a.high - a.low - (b.high - b.low) || a.low - b.low);
  const taken: { low: number; high: number }[][] = [];
  const lanes = new Map<number, number>();
  for (const [to, span] of sorted) {
    let lane = 0;
    while (taken[lane]?.some((other) => other.low <= span.high && span.low <= other.high) === true) lane++;
    (taken[lane] ??= []).push(span);
    lanes.set(to, lane);
  }
  return { lanes, count: taken.length };
}
