// A line of right angles as an SVG path with round corners.

import type { Point } from "./layout-options.ts";

/** The path through the points. A corner's radius shrinks where its sides are short. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${first.x} ${first.y}`;
  let from = first;
  for (const [i, corner] of rest.entries()) {
    const to = rest[i + 1];
    if (to === undefined) return `${path}L${corner.x} ${corner.y}`;
    const r = Math.min(radius, distance(from, corner) / 2, distance(corner, to) / 2);
    const a = towards(corner, from, r);
    const b = towards(corner, to, r);
    path += `L${a.x} ${a.y}Q${corner.x} ${corner.y} ${b.x} ${b.y}`;
    from = corner;
  }
  return path;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}
