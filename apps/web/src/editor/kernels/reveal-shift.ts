// How far to pan so that a rectangle is in view. Pure.

import type { Box, Point } from "./flow-layout.ts";

const MARGIN = 24;

/** The smallest shift that brings `box` (screen coordinates within the view) inside `view`, with a margin. */
export function revealShift(box: Box, view: { readonly width: number; readonly height: number }): Point {
  return { x: axisShift(box.x, box.width, view.width), y: axisShift(box.y, box.height, view.height) };
}

function axisShift(start: number, length: number, room: number): number {
  if (length + 2 * MARGIN > room)
    return start > MARGIN || start + length < room - MARGIN ? (room - length) / 2 - start : 0;
  if (start < MARGIN) return MARGIN - start;
  const over = start + length - (room - MARGIN);
  return over > 0 ? -over : 0;
}
