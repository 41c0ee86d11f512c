// Shift and a drag on the empty canvas draw a rectangle, and what it takes is selected; with Ctrl or Cmd too it is added.
// Without a pointer the same is done by Shift with the arrow keys, and Space.

import { useReactFlow } from "@xyflow/react";
import type { MouseEvent, PointerEvent, RefObject } from "react";
import type { Reference } from "@ironweave/schema";
import { boxBetween, tasksInBox } from "../kernels/box-selection.ts";
import type { FlowLayout } from "../kernels/flow-layout.ts";
import type { CanvasSession } from "./canvas-session.ts";
import { trackGesture } from "./track-gesture.ts";

/** What the selection works on. */
export interface BoxSelectionOptions {
  readonly session: CanvasSession;
  readonly layout: RefObject<FlowLayout>;
  readonly onTake: (tasks: readonly Reference[], add: boolean) => void;
}

/** Props for the canvas element; presses that begin a rectangle do not reach the drawing, which would pan. */
export function useBoxSelection({ session, layout, onTake }: BoxSelectionOptions) {
  const flow = useReactFlow();
  const begins = (event: MouseEvent) =>
    event.button === 0 &&
    event.shiftKey &&
    event.target instanceof Element &&
    event.target.matches(".react-flow__pane");
  return {
    onPointerDownCapture(event: PointerEvent) {
      if (!begins(event) || event.pointerType === "touch") return;
      event.stopPropagation();
      const from = { x: event.clientX, y: event.clientY };
      trackGesture(session, { type: "box", from }, event.nativeEvent, {
        move: () => {},
        drop: (dropped) => {
          const corners = [from, { x: dropped.clientX, y: dropped.clientY }] as const;
          const [a, b] = corners.map((point) => flow.screenToFlowPosition(point));
          if (a !== undefined && b !== undefined)
            onTake(tasksInBox(layout.current, boxBetween(a, b)), dropped.ctrlKey || dropped.metaKey);
        },
      });
    },
    onMouseDownCapture(event: MouseEvent) {
      if (!begins(event)) return;
      event.stopPropagation();
      // No text is marked while the rectangle is drawn.
      event.preventDefault();
    },
  };
}
