// Where a drawing is first shown: whole where it stays readable, otherwise from its top at a readable size, with the start and as
// many of the first cards as there is room for, none of them cut. Pure.

import type { FlowLayout } from "./flow-layout.ts";

/** A pan and zoom, as React Flow takes it. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const MARGIN = 48;
const TERMINAL = 30;
const READABLE = 0.7;
const START_WIDTH = 110;
/** The name of a container stands at its left; the rest of its head may be out of sight. */
const HEAD = 260;
const EDGE = 16;

/** Shows the whole drawing where it fits at `least` or more (@default 0.7), otherwise its top and its first cards. */
export function initialView(
  layout: Pick<FlowLayout, "width" | "height" | "start" | "nodes">,
  room: { readonly width: number; readonly height: number },
  least = READABLE,
): View {
  const height = layout.height + 2 * TERMINAL;
  const fit = Math.min(1, (room.width - 2 * MARGIN) / layout.width, (room.height - 2 * MARGIN) / height);
  const zoom = Math.max(fit, least);
  const wide = layout.width * zoom + 2 * MARGIN > room.width;
  const tall = height * zoom + 2 * MARGIN > room.height;
  return {
    x: wide ? wideX(layout, room.width, zoom) : (room.width - layout.width * zoom) / 2,
    y: tall ? MARGIN / 2 + TERMINAL * zoom : (room.height - height * zoom) / 2 + TERMINAL * zoom,
    zoom,
  };
}

/** The first cards in the middle, but no room is left empty on one side while something is cut on the other. */
function wideX(layout: Pick<FlowLayout, "width" | "start" | "nodes">, room: number, zoom: number): number {
  const width = layout.width * zoom;
  if (width + MARGIN > room) {
    const middle = room / 2 - firstCentre(layout, room / zoom) * zoom;
    return Math.max(room - width - MARGIN / 2, Math.min(MARGIN / 2, middle));
  }
  return (room - width) / 2;
}

/** The middle of the start and those cards after it that fit into `width` together. */
function firstCentre({ start, nodes }: Pick<FlowLayout, "start" | "nodes">, width: number): number {
  let left = start.x - START_WIDTH / 2;
  let right = start.x + START_WIDTH / 2;
  for (const box of nodes.values()) {
    const first = Math.min(left, box.x);
    const last = Math.max(right, box.x + (box.container ? Math.min(box.width, HEAD) : box.width));
    if (last - first + 2 * EDGE > width) break;
    left = first;
    right = last;
  }
  return (left + right) / 2;
}
