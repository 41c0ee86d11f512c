// Which tasks a rectangle drawn on the canvas takes: cards that it touches, and containers that lie in it whole (touching a
// container while drawing around its steps is not meant). Pure.

import type { Reference } from "@ironweave/schema";
import type { Box, FlowLayout, Point } from "./flow-layout.ts";

/** The rectangle between two corners. */
export function boxBetween(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** The tasks in reading order; steps inside of a container that is taken are left out. */
export function tasksInBox(layout: Pick<FlowLayout, "nodes">, box: Box): readonly Reference[] {
  const taken: Reference[] = [];
  for (const [id, card] of layout.nodes) {
    if (taken.some((outer) => id.startsWith(`${outer}/`))) continue;
    if (card.container ? holds(box, card) : touches(box, card)) taken.push(id);
  }
  return taken;
}

function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function holds(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}
