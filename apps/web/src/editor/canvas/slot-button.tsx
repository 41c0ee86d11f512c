// The insert button between two steps: a real button, named "Insert step between A and B".

import type { NodeProps } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo } from "react";
import { classNames } from "../../ui/class-names.ts";
import type { Slot } from "../kernels/flow-layout.ts";
import { useCanvas, useCanvasSession } from "./canvas-context.ts";
import { slotId, type SlotNode } from "./flow-elements.ts";
import styles from "./slot-button.module.css";

/** What the button does, in words. */
export function slotName({ after, before, branch, empty, reusable = false }: Slot): string {
  if (reusable) return "Add a function";
  const thing = branch ? "branch" : "step";
  if (empty) return `Add the first ${thing}`;
  if (after === undefined) return `Insert ${thing} before ${before ?? "the end"}`;
  if (before === undefined) return `Insert ${thing} after ${after}`;
  return `Insert ${thing} between ${after} and ${before}`;
}

/** React Flow's node component of type `slot`. */
export const SlotButton = memo(function SlotButton({ data: { slot } }: NodeProps<SlotNode>) {
  const { editing } = useCanvas();
  const dragging = useCanvasSession(({ gesture }) => gesture?.type === "move" || gesture?.type === "new");
  const target = useCanvasSession((session) => session.slot !== undefined && slotId(session.slot) === slotId(slot));
  return (
    <button
      type="button"
      className={classNames(
        styles.slot,
        "nopan",
        slot.empty && styles.empty,
        dragging && styles.offered,
        target && styles.target,
      )}
      aria-label={slotName(slot)}
      title={slotName(slot)}
      onClick={(event) => editing?.insertAt(slot, event.currentTarget)}
    >
      <Plus size={14} aria-hidden="true" />
      {slot.empty && (
        <span>{slot.reusable === true ? "Add a function" : slot.branch ? "Add a branch" : "Add the first step"}</span>
      )}
    </button>
  );
});
