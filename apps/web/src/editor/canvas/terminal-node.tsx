// Where the workflow begins (and what starts it) and where it ends.

import type { NodeProps } from "@xyflow/react";
import { CircleStop, Clock3, Play } from "lucide-react";
import { memo } from "react";
import { EdgeAnchors } from "./edge-anchors.tsx";
import type { TerminalNode as TerminalNodeType } from "./flow-elements.ts";
import styles from "./terminal-node.module.css";

/** React Flow's node component of type `terminal`. */
export const TerminalNode = memo(function TerminalNode({ data: { role, text } }: NodeProps<TerminalNodeType>) {
  const Icon = role === "end" ? CircleStop : text === "Start" ? Play : Clock3;
  return (
    <div className={styles.terminal} title={text}>
      <Icon size={12} aria-hidden="true" />
      <span>{text}</span>
      <EdgeAnchors />
    </div>
  );
});
