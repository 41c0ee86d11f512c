// One edge: a rounded orthogonal line with an arrow, and a label where the directive needs a word.

import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import type { Reference } from "@ironweave/schema";
import { classNames } from "../../ui/class-names.ts";
import { roundedPath } from "../kernels/rounded-path.ts";
import { useCanvas, useCanvasFocus, useTaskFacts } from "./canvas-context.ts";
import type { TaskFacts } from "./fact-store.ts";
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
  const { note, executions = 1, path } = useTaskFacts(data?.path.edge.id ?? "");
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
          path !== undefined && styles[path],
        )}
        data-path={path}
        markerEnd={
          edge.to === "end" && data.path.list !== ROOT_LIST
            ? "url(#flow-dot)"
            : `url(#${lit ? "flow-arrow-lit" : arrowOf(path)})`
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
      {note === undefined && path !== undefined && executions > 1 && (
        <EdgeLabelRenderer>
          <span className={classNames(styles.label, styles.count)} style={{ transform: placeOn(points) }}>
            ×{executions}
          </span>
        </EdgeLabelRenderer>
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
  readonly points: readonly Point[];
  readonly onOpen: () => void;
  readonly children: ReactNode;
}) {
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        tabIndex={-1}
        className={classNames(styles.note, "nopan")}
        onClick={onOpen}
        style={{ transform: placeOn(points) }}
      >
        {children}
      </button>
    </EdgeLabelRenderer>
  );
}

type Point = { readonly x: number; readonly y: number };

/** Centres on the middle of the longest part of an edge. */
function placeOn(points: readonly Point[]): string {
  const parts = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
  const longest = parts.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
  const { from, to } = longest ?? { from: { x: 0, y: 0 }, to: { x: 0, y: 0 } };
  return `translate(-50%, -50%) translate(${(from.x + to.x) / 2}px, ${(from.y + to.y) / 2}px)`;
}

function lengthOf({ from, to }: { readonly from: Point; readonly to: Point }): number {
  return Math.abs(from.x - to.x) + Math.abs(from.y - to.y);
}

function endName(end: string): string {
  return end.slice(end.lastIndexOf("/") + 1);
}

/** A marker grows with its line: the thick ones are drawn smaller. */
const ARROWS = [
  { id: "flow-arrow", look: styles.head, size: 7 },
  { id: "flow-arrow-lit", look: styles.headLit, size: 7 },
  { id: "flow-arrow-taken", look: styles.headTaken, size: 4.5 },
  { id: "flow-arrow-active", look: styles.headActive, size: 4.5 },
] as const;

function arrowOf(path: TaskFacts["path"]): string {
  if (path === "active") return "flow-arrow-active";
  return path === "taken" || path === "maybe" ? "flow-arrow-taken" : "flow-arrow";
}

/** The arrow heads, defined once per canvas. */
export function ArrowMarkers() {
  return (
    <svg className={styles.markers} aria-hidden="true">
      <defs>
        {ARROWS.map(({ id, look, size }) => (
          <marker
            key={id}
            id={id}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth={size}
            markerHeight={size}
            orient="auto"
          >
            <path d="M1 1L7 4L1 7Z" className={look} />
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
