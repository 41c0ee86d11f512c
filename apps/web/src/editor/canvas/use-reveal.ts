// Brings a task into view, moving as little as needed, without zooming.

import { useReactFlow } from "@xyflow/react";
import { useCallback, type RefObject } from "react";
import type { Reference } from "@ironweave/schema";
import type { FlowLayout } from "../kernels/flow-layout.ts";
import { revealShift } from "../kernels/reveal-shift.ts";

/** Returns a function that pans until the task's card (its head, for a container) is visible. */
export function useReveal(
  layout: RefObject<FlowLayout>,
  frame: RefObject<HTMLDivElement | null>,
): (task: Reference) => void {
  const flow = useReactFlow();
  return useCallback(
    (task) => {
      const box = layout.current.nodes.get(task);
      const view = frame.current?.getBoundingClientRect();
      if (box === undefined || view === undefined || view.width === 0) return;
      const { x, y, zoom } = flow.getViewport();
      const shift = revealShift(
        {
          x: box.x * zoom + x,
          y: box.y * zoom + y,
          width: box.width * zoom,
          height: (box.container ? box.headHeight : box.height) * zoom,
        },
        view,
      );
      if (shift.x === 0 && shift.y === 0) return;
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      void flow.setViewport({ x: x + shift.x, y: y + shift.y, zoom }, still ? {} : { duration: 140 });
    },
    [flow, frame, layout],
  );
}
