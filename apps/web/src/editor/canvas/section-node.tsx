// A box beside the flow: reusable functions, or what an extension does before or after tasks. Its cards are nodes of their own
// that stand on it; only its head takes presses.

import type { NodeProps } from "@xyflow/react";
import { ChevronDown, ChevronRight, SquareFunction, WrapText } from "lucide-react";
import { memo } from "react";
import { SIZES } from "../kernels/layout-sizes.ts";
import { scopeTitle } from "../kernels/outline-rows.ts";
import { useCanvas } from "./canvas-context.ts";
import { EdgeAnchors } from "./edge-anchors.tsx";
import type { SectionNode as SectionNodeType } from "./flow-elements.ts";
import styles from "./section-node.module.css";

/** React Flow's node component of type `section`. */
export const SectionNode = memo(function SectionNode({ data: { section } }: NodeProps<SectionNodeType>) {
  const { onToggleFold } = useCanvas();
  const { id, scope, folded } = section;
  const title = scopeTitle(scope);
  const count = scope.nodes.length;
  const Icon = scope.role === "function" ? SquareFunction : WrapText;
  return (
    <div className={styles.section} data-folded={folded || undefined}>
      <button
        type="button"
        className={`${styles.head} nopan`}
        style={{ height: SIZES.sectionHead }}
        aria-expanded={!folded}
        onClick={() => onToggleFold(id)}
      >
        <Icon size={15} aria-hidden="true" />
        <span className="visually-hidden">{`${title}, ${count} ${count === 1 ? "task" : "tasks"}`}</span>
        <span className={styles.title} aria-hidden="true">
          {title}
        </span>
        <span className={styles.count} aria-hidden="true">
          {count}
        </span>
        {folded ? <ChevronRight size={15} aria-hidden="true" /> : <ChevronDown size={15} aria-hidden="true" />}
      </button>
      <EdgeAnchors />
    </div>
  );
});
