// One edge: a rounded orthogonal line with an arrow, and a label where the directive needs a word.

import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import type { Reference } from "@ironweave/schema";
import { classNames } from "../../ui/class-names.ts";
import { roundedPath } from "../kernels/rounded-path.ts";
import { useCanvas, useCanvasFocus, useTaskFacts } from "./canvas-context.ts";
import type { FlowEdge as FlowEdgeType } from "./flow-elements.ts";
import styles from "./flow-edge.module.css";

const ROOT_LIST = "/do";

/** React Flow's edge component of type `flow`. */
export const FlowEdge = memo(function FlowEdge({ data }: EdgeProps<FlowEdgeType>) {
  const lit = useCanvasFocus((focus) => {
    const edge = data?.path.edge;
    return edge !== undefined && edge.kind !== "next" && touches(focus.selection, edge.from, edge.to);
  });
  const { onEdge } = useCanvas();
  const { note, executions = 1 } = useTaskFacts(data?.path.edge.id ?? "");
  if (data === undefined) return null;
  const { edge, points } = data.path;
  const tail = points[0];
  const bend = points[1];
  const label = edge.kind === "then" ? edge.label : undefined;
  return (
    <>
      <BaseEdge
        path={roundedPath(points)}
        className={classNames(
          styles.edge,
          edge.kind !== "next" && styles.jump,
          edge.back && styles.back,
          lit && styles.lit,
          note !== undefined && styles.taken,
        )}
        markerEnd={
          edge.to === "end" && data.path.list !== ROOT_LIST
            ? "url(#flow-dot)"
            : `url(#${lit ? "flow-arrow-lit" : "flow-arrow"})`
        }
        markerStart={edge.from === "start" && data.path.list !== ROOT_LIST ? "url(#flow-dot)" : undefined}
        interactionWidth={0}
      />
      {note !== undefined && (
        <EdgeNote points={points} onOpen={() => onEdge?.(edge)}>
          {edge.kind === "next" ? note : "{ }"}
          {executions > 1 && <span className={styles.times}>×{executions}</span>}
          <span className="visually-hidden">
            , data from {endName(edge.from)} to {endName(edge.to)}
          </span>
        </EdgeNote>
      )}
      {note === undefined && label !== undefined && tail !== undefined && bend !== undefined && (
        <EdgeLabelRenderer>
          <span
            className={styles.label}
            style={{
              transform: `translate(-50%, -50%) translate(${(tail.x + bend.x) / 2}px, ${(tail.y + bend.y) / 2}px)`,
            }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/** The middle of an edge's longest part, where a note hides the least. Jumps pass close by cards, so theirs is a mere sign. */
function EdgeNote({
  points,
  onOpen,
  children,
}: {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly onOpen: () => void;
  readonly children: ReactNode;
}) {
  const parts = points.slice(1).map((to, at) => ({ from: points[at] ?? to, to }));
  const longest = parts.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
  if (longest === undefined) return null;
  const x = (longest.from.x + longest.to.x) / 2;
  const y = (longest.from.y + longest.to.y) / 2;
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        tabIndex={-1}
        className={classNames(styles.note, "nopan")}
        onClick={onOpen}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      >
        {children}
      </button>
    </EdgeLabelRenderer>
  );
}

type Point = { readonly x: number; readonly y: number };

function lengthOf({ from, to }: { readonly from: Point; readonly to: Point }): number {
  return Math.abs(from.x - to.x) + Math.abs(from.y - to.y);
}

function endName(end: string): string {
  return end.slice(end.lastIndexOf("/") + 1);
}

/** The arrow heads, defined once per canvas. */
export function ArrowMarkers() {
  return (
    <svg className={styles.markers} aria-hidden="true">
      <defs>
        {["flow-arrow", "flow-arrow-lit"].map((id) => (
          <marker key={id} id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M1 1L7 4L1 7Z" className={id === "flow-arrow" ? styles.head : styles.headLit} />
          </marker>
        ))}
        <marker id="flow-dot" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="5" markerHeight="5">
          <circle cx="4" cy="4" r="3" className={styles.head} />
        </marker>
      </defs>
    </svg>
  );
}

function touches(selection: ReadonlySet<Reference>, from: string, to: string): boolean {
  return selection.has(from) || selection.has(to);
}
