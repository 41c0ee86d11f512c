// React Flow looks for an edge's ends in the DOM. These are invisible: where an edge really ends is the layout's matter.

import { Handle, Position } from "@xyflow/react";
import styles from "./edge-anchors.module.css";

/** One anchor for incoming and one for outgoing edges. */
export function EdgeAnchors() {
  return (
    <>
      <Handle
        type="target"
        position={Position.Top}
        isConnectable={false}
        className={styles.anchor}
        aria-hidden="true"
      />
      <Handle
        type="source"
        position={Position.Bottom}
        isConnectable={false}
        className={styles.anchor}
        aria-hidden="true"
      />
    </>
  );
}
