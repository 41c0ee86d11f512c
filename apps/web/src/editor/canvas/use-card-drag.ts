// Dragging a card to another place of the drawing. The document order decides where things stand, so a card is never
// placed freely: it lands in the nearest slot or goes back.

import { useReactFlow } from "@xyflow/react";
import type { PointerEvent } from "react";
import type { Reference } from "@ironweave/schema";
import { dropTarget } from "../kernels/drop-target.ts";
import { useCanvas } from "./canvas-context.ts";
import { useCanvasLayout } from "./canvas-layout-context.ts";
import { trackGesture } from "./track-gesture.ts";

/** Props for the element that starts the drag; none on a read-only canvas. */
export function useCardDrag(task: Reference, label: string): { onPointerDown?: (event: PointerEvent) => void } {
  const { editing, session, focus } = useCanvas();
  const layout = useCanvasLayout();
  const flow = useReactFlow();
  if (editing === undefined) return {};
  return {
    onPointerDown(event) {
      if (event.button !== 0 || event.pointerType === "touch" || isFunction(task)) return;
      const { selection } = focus.getState();
      const tasks = selection.has(task) ? [...selection] : [task];
      const gesture = { type: "move" as const, tasks, label: tasks.length > 1 ? `${tasks.length} steps` : label };
      const slotAt = (at: { clientX: number; clientY: number }) =>
        dropTarget(layout.current, flow.screenToFlowPosition({ x: at.clientX, y: at.clientY }), tasks);
      trackGesture(session, gesture, event.nativeEvent, {
        move: (moved) => session.setState({ slot: slotAt(moved) }),
        drop: (dropped) => {
          const slot = slotAt(dropped);
          if (slot !== undefined) editing.move(tasks, slot);
        },
      });
    },
  };
}

/** Functions stand under their names: there is no other place for them. */
function isFunction(task: Reference): boolean {
  return /^\/use\/functions\/[^/]+$/.test(task);
}
