// Corners to an SVG path with rounded bends. Pure.

import type { Point } from "./flow-layout.ts";

/** An SVG path through the points; bends get at most `radius`, less where a segment is short. */
export function roundedPath(points: readonly Point[], radius = 8): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${first.x} ${first.y}`;
  for (const [index, corner] of rest.entries()) {
    const before = points[index] as Point;
    const after = rest[index + 1];
    if (after === undefined) return `${path}L${corner.x} ${corner.y}`;
    const bend = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const into = towards(corner, before, bend);
    const out = towards(corner, after, bend);
    path += `L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`;
  }
  return path;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole };
}
