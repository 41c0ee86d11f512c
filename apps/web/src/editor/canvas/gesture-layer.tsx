// What a running gesture shows: the ghost under the pointer, and the line of a connection in the making.

import { useStore } from "zustand";
import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { createPortal } from "react-dom";
import { boxBetween } from "../kernels/box-selection.ts";
import { dropTarget } from "../kernels/drop-target.ts";
import { useCanvas } from "./canvas-context.ts";
import { useCanvasLayout } from "./canvas-layout-context.ts";
import styles from "./gesture-layer.module.css";

/** Follows the session; renders nothing while idle. */
export function GestureLayer() {
  const { session } = useCanvas();
  const { gesture, x, y, slot, target, refused } = useStore(session);
  const layout = useCanvasLayout();
  const flow = useReactFlow();
  useEffect(() => {
    const slotAt = (clientX: number, clientY: number) => {
      const over = document.elementFromPoint(clientX, clientY);
      if (over?.closest("[data-drop-area]") === null) return undefined;
      return dropTarget(layout.current, flow.screenToFlowPosition({ x: clientX, y: clientY }));
    };
    session.setState({ slotAt });
    return () => session.setState({ slotAt: undefined });
  }, [session, flow, layout]);
  if (gesture === undefined) return null;
  if (gesture.type === "box") {
    const box = boxBetween(gesture.from, { x, y });
    const style = { left: box.x, top: box.y, width: box.width, height: box.height };
    return createPortal(<div className={styles.box} style={style} />, document.body);
  }
  if (gesture.type !== "connect") {
    return createPortal(
      <div className={styles.ghost} data-landing={slot !== undefined || undefined} style={{ left: x, top: y }}>
        {gesture.label}
      </div>,
      document.body,
    );
  }
  const from = layout.current.nodes.get(gesture.from);
  if (from === undefined) return null;
  const to = target === undefined ? undefined : layout.current.nodes.get(target);
  const start = flow.flowToScreenPosition({ x: from.x + from.width, y: from.y + from.headHeight / 2 });
  const end =
    to === undefined
      ? gesture.keyboard
        ? start
        : { x, y }
      : flow.flowToScreenPosition({ x: to.x + to.width, y: to.y + to.headHeight / 2 });
  return createPortal(
    <>
      <svg className={styles.wire} aria-hidden="true">
        <path d={`M${start.x} ${start.y}C${start.x + 70} ${start.y} ${end.x + 70} ${end.y} ${end.x} ${end.y}`} />
        <circle cx={end.x} cy={end.y} r={5} />
      </svg>
      {refused !== undefined && (
        <div className={styles.ghost} data-refused="" style={{ left: x, top: y }}>
          Only steps of the same list
        </div>
      )}
      {gesture.keyboard && (
        <div className={styles.hint} role="status">
          {to === undefined
            ? "Choose the step to go to with the arrow keys"
            : `${gesture.row?.label === undefined ? "" : `${gesture.row.label}: `}Go to ${to.node.name}: Enter connects, Escape leaves`}
        </div>
      )}
    </>,
    document.body,
  );
}
