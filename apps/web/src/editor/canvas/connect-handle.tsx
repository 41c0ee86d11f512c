// The port from which a jump is drawn to a sibling. By keyboard the same is done with connect mode (C).

import { memo, type PointerEvent } from "react";
import type { CaseRow } from "../kernels/flow-layout.ts";
import type { NodePlace } from "../kernels/graph-index.ts";
import { canConnect, siblingsIn } from "./connect-targets.ts";
import { useCanvas } from "./canvas-context.ts";
import { useCanvasLayout } from "./canvas-layout-context.ts";
import styles from "./connect-handle.module.css";
import { trackConnect } from "./track-gesture.ts";

/** `row` is the case whose port this is; undefined for the task's own `then`. */
export interface ConnectHandleProps {
  readonly place: NodePlace;
  readonly row: CaseRow | undefined;
}

/** A small dot on the right edge; drag it to a sibling. Nothing where there is none. */
export const ConnectHandle = memo(function ConnectHandle({ place, row }: ConnectHandleProps) {
  const { session, editing } = useCanvas();
  const layout = useCanvasLayout();
  const task = place.node.id;
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || editing === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    trackConnect(
      session,
      { type: "connect", from: task, row, keyboard: false },
      event.nativeEvent,
      siblingsIn(layout.current, place),
      {
        connect: (target) => editing.connect(task, row, target),
        refuse: (other) => editing.refuse(task, other),
      },
    );
  };
  if (!canConnect(place)) return null;
  return (
    <span
      className={`${styles.port} nopan`}
      title="Drag to a step of the same list"
      onPointerDown={onPointerDown}
      aria-hidden="true"
    />
  );
});
