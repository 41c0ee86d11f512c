// Which edges of a scope run straight down and which run beside the cards, and how far out.
// Rows: 0 is the scope's start, 1 … n its tasks, n + 1 its end. Edges to the same row share a lane, like a bus, so that a
// hundred exits take the room of one. The invariant: a lane lies outside every card it passes, and lanes that pass the same
// row keep a distance.

import type { GraphEdge, GraphScope } from "./graph.ts";
import type { LayoutOptions } from "./layout-options.ts";

/** How one edge runs. `offset` is the distance of its lane from the middle of the column, 0 for straight edges. */
export interface EdgeRun {
  readonly edge: GraphEdge;
  readonly from: number;
  readonly to: number;
  readonly side: "straight" | "right" | "left";
  readonly offset: number;
}

export interface ScopeLanes {
  readonly runs: readonly EdgeRun[];
  /** Distance of the outermost lane from the middle of the column, 0 where there is none. */
  readonly reach: number;
}

type Unplaced = Omit<EdgeRun, "offset">;

/** The runs of a scope's edges: back edges on the left, jumps forward on the right. `widths` are those of the rows. */
export function scopeLanes(scope: GraphScope, widths: readonly number[], options: LayoutOptions): ScopeLanes {
  const rows = new Map<string, number>([["start", 0]]);
  for (const [index, node] of scope.nodes.entries()) rows.set(node.id, index + 1);
  rows.set("end", scope.nodes.length + 1);
  const straight = new Set<number>();
  const runs: Unplaced[] = [];
  for (const edge of scope.edges) {
    const from = rows.get(edge.from);
    const to = rows.get(edge.to);
    if (from === undefined || to === undefined) continue;
    const direct = to === from + 1 && !straight.has(from);
    if (direct) straight.add(from);
    runs.push({ edge, from, to, side: direct ? "straight" : to <= from ? "left" : "right" });
  }
  const offsets = {
    left: placeLanes(runs, "left", widths, options),
    right: placeLanes(runs, "right", widths, options),
    straight: new Map<number, number>(),
  };
  const placed = runs.map((run) => ({ ...run, offset: offsets[run.side].get(run.to) ?? 0 }));
  return { runs: placed, reach: Math.max(0, ...placed.map((run) => run.offset)) };
}

interface Lane {
  readonly to: number;
  low: number;
  high: number;
  labelled: boolean;
  offset: number;
}

/** The offset of the lane to each row that has one: short lanes first, each as near to the cards as it can be. */
function placeLanes(
  runs: readonly Unplaced[],
  side: "left" | "right",
  widths: readonly number[],
  options: LayoutOptions,
): ReadonlyMap<number, number> {
  const lanes = new Map<number, Lane>();
  for (const { from, to, side: runSide, edge } of runs) {
    if (runSide !== side) continue;
    const lane = lanes.get(to) ?? { to, low: to, high: to, labelled: false, offset: 0 };
    lane.low = Math.min(lane.low, from);
    lane.high = Math.max(lane.high, from);
    lane.labelled ||= edge.label !== undefined && side === "right";
    lanes.set(to, lane);
  }
  const placed: Lane[] = [];
  for (const lane of [...lanes.values()].sort((a, b) => a.high - a.low - (b.high - b.low) || a.low - b.low)) {
    let widest = 0;
    for (let row = lane.low; row <= lane.high; row++) widest = Math.max(widest, widths[row] ?? 0);
    lane.offset = widest / 2 + (lane.labelled ? options.labelWidth : options.laneGap);
    for (const other of placed) {
      if (other.low <= lane.high && lane.low <= other.high)
        lane.offset = Math.max(lane.offset, other.offset + options.laneGap);
    }
    placed.push(lane);
  }
  return new Map(placed.map((lane) => [lane.to, lane.offset]));
}
