// Which slot a dragged task would land in. Pure.

import type { Reference } from "@ironweave/schema";
import type { FlowLayout, Point, Slot } from "./flow-layout.ts";
import { isWithin } from "./graph-index.ts";

const REACH = 90;

/**
 * The nearest slot within reach of a point, horizontal distance counting half (edges are vertical).
 * Slots inside a task that is itself dragged are never offered, and those of functions only for something new.
 */
export function dropTarget(layout: FlowLayout, point: Point, dragged: readonly Reference[] = []): Slot | undefined {
  let best: Slot | undefined;
  let bestDistance = REACH;
  for (const slot of layout.slots) {
    if (slot.reusable === true && dragged.length > 0) continue;
    if (dragged.some((task) => isWithin(slot.list, task))) continue;
    const distance = Math.hypot((slot.x - point.x) / 2, slot.y - point.y);
    if (distance < bestDistance) {
      best = slot;
      bestDistance = distance;
    }
  }
  return best;
}
