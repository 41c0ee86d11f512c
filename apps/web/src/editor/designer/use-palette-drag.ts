// Dragging a step from the palette onto the drawing. The palette stands outside of the canvas, so where a drop lands is
// asked of the canvas through the session.

import type { PointerEvent } from "react";
import { trackGesture } from "../canvas/track-gesture.ts";
import type { InsertItem } from "../commands/insert-items.ts";
import { canvasGestures } from "./canvas-gestures.ts";
import { useDesigner } from "./designer-context.ts";

/** A handler for the press on a palette entry. */
export function usePaletteDrag(item: InsertItem): (event: PointerEvent) => void {
  const designer = useDesigner();
  return (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const { session } = designer;
    const gesture = { type: "new" as const, item: item.id, label: item.title };
    const slotAt = (at: globalThis.PointerEvent) => session.getState().slotAt?.(at.clientX, at.clientY);
    trackGesture(session, gesture, event.nativeEvent, {
      move: (moved) => session.setState({ slot: slotAt(moved) }),
      drop: (dropped) => {
        const slot = slotAt(dropped);
        if (slot !== undefined) canvasGestures(designer).insertNew(item.id, slot);
      },
    });
  };
}
