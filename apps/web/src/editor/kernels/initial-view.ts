// Where a drawing is first shown: whole where it stays readable, otherwise from its top at a readable size. Pure.

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

/** Shows the whole drawing where it fits at `least` or more (@default 0.7), otherwise its top, centred on the flow. */
export function initialView(
  layout: Pick<FlowLayout, "width" | "height" | "start">,
  room: { readonly width: number; readonly height: number },
  least = READABLE,
): View {
  const height = layout.height + 2 * TERMINAL;
  const fit = Math.min(1, (room.width - 2 * MARGIN) / layout.width, (room.height - 2 * MARGIN) / height);
  const zoom = Math.max(fit, least);
  const wide = layout.width * zoom + 2 * MARGIN > room.width;
  const tall = height * zoom + 2 * MARGIN > room.height;
  return {
    x: wide ? room.width / 2 - layout.start.x * zoom : (room.width - layout.width * zoom) / 2,
    y: tall ? MARGIN / 2 + TERMINAL * zoom : (room.height - height * zoom) / 2 + TERMINAL * zoom,
    zoom,
  };
}
