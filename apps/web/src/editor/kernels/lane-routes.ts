// Orthogonal paths for the edges of one column. Neighbours are joined by a straight line; other jumps run in lanes beside
// the column: forward on the right, backward on the left. Jumps that overlap get lanes of their own, short ones inside. Pure.

import type { GraphEdge, GraphScope } from "@ironweave/schema";
import { SIZES } from "./layout-sizes.ts";

interface ColumnBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly headHeight: number;
  readonly cases: readonly Pick<GraphEdge, "id">[];
}

/** A placed column: boxes in order around `axis`, between the scope's top and bottom. */
export interface Column {
  readonly boxes: readonly ColumnBox[];
  readonly axis: number;
  readonly top: number;
  readonly bottom: number;
}

/** How far lanes reach from the axis on either side; 0 where there are none. */
export interface LaneSides {
  readonly left: number;
  readonly right: number;
}

/** An edge's corners. */
export interface Route {
  readonly edge: GraphEdge;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

interface Jump {
  readonly edge: GraphEdge;
  readonly low: number;
  readonly high: number;
  readonly side: 1 | -1;
}

/** Routes every edge of a scope whose tasks stand in `column`. */
export function routeScope(
  scope: GraphScope,
  column: Column,
): { readonly routes: readonly Route[]; readonly sides: LaneSides } {
  const indexOf = new Map<string, number>([
    ["start", -1],
    ["end", column.boxes.length],
  ]);
  for (const [index, box] of column.boxes.entries()) indexOf.set(box.id, index);
  const straight: Route[] = [];
  const jumps: Jump[] = [];
  for (const edge of scope.edges) {
    const from = indexOf.get(edge.from);
    const to = indexOf.get(edge.to);
    if (from === undefined || to === undefined) continue;
    if (edge.kind !== "case" && to === from + 1) straight.push({ edge, points: straightPoints(column, from, to) });
    else jumps.push({ edge, low: Math.min(from, to), high: Math.max(from, to), side: to > from ? 1 : -1 });
  }
  const lanes = assignLanes(jumps, column);
  const routes = jumps.map((jump) => ({
    edge: jump.edge,
    points: jumpPoints(jump, column, column.axis + jump.side * (lanes.get(jump) ?? 0)),
  }));
  const reach = (side: 1 | -1) =>
    Math.max(0, ...jumps.filter((jump) => jump.side === side).map((jump) => lanes.get(jump) ?? 0));
  return { routes: [...straight, ...routes], sides: { left: reach(-1), right: reach(1) } };
}

function straightPoints({ boxes, axis, top, bottom }: Column, from: number, to: number) {
  const tail = boxes[from];
  return [
    { x: axis, y: tail === undefined ? top : tail.y + tail.height },
    { x: axis, y: boxes[to]?.y ?? bottom },
  ];
}

/** Distance of each jump's lane from the axis: outside of all it passes, and outside of shorter jumps that it overlaps. */
function assignLanes(jumps: readonly Jump[], { boxes }: Column): ReadonlyMap<Jump, number> {
  const distances = new Map<Jump, number>();
  for (const jump of jumps.toSorted((a, b) => a.high - a.low - (b.high - b.low))) {
    const passed = boxes.slice(Math.max(0, jump.low), jump.high + 1);
    let distance = Math.max(SIZES.cardWidth / 2, ...passed.map((box) => box.width / 2)) + SIZES.laneOffset;
    const others = [...distances].filter(
      ([other]) =>
        other.side === jump.side && other.low <= jump.high && jump.low <= other.high && other.edge.to !== jump.edge.to,
    );
    for (const [, taken] of others.toSorted((a, b) => a[1] - b[1]))
      if (Math.abs(taken - distance) < SIZES.laneGap) distance = taken + SIZES.laneGap;
    distances.set(jump, distance);
  }
  return distances;
}

function jumpPoints({ edge, side }: Jump, { boxes, axis, top, bottom }: Column, lane: number) {
  const tail = boxes.find((box) => box.id === edge.from);
  const head = boxes.find((box) => box.id === edge.to);
  const tailY = tail === undefined ? top + SIZES.joinHeight : portY(tail, edge);
  const start = { x: sideX(tail, side, axis), y: tailY };
  if (head === undefined) {
    const joinY = edge.to === "end" ? bottom - SIZES.joinHeight : top + SIZES.joinHeight;
    const last = { x: axis, y: edge.to === "end" ? bottom : top };
    return [start, { x: lane, y: tailY }, { x: lane, y: joinY }, { x: axis, y: joinY }, last];
  }
  const headY = head.y + Math.min(SIZES.cardHeight, head.headHeight) / 2;
  return [start, { x: lane, y: tailY }, { x: lane, y: headY }, { x: sideX(head, side, axis), y: headY }];
}

function sideX(box: ColumnBox | undefined, side: 1 | -1, axis: number): number {
  if (box === undefined) return axis;
  return side === 1 ? box.x + box.width : box.x;
}

/** Cases leave from their own row of the card, `then` from the middle of its head, a little lower than arrows come in. */
function portY(box: ColumnBox, edge: GraphEdge): number {
  const row = box.cases.findIndex((one) => one.id === edge.id);
  if (row >= 0) return box.y + SIZES.cardHeight + (row + 0.5) * SIZES.caseHeight;
  return box.y + Math.min(SIZES.cardHeight, box.headHeight) / 2 + 12;
}
