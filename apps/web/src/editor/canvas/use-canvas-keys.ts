// Moving through the drawing by keyboard: arrows follow the flow, not the pixels; with Shift they take each step along, with Ctrl
// they only walk, and Space takes or leaves the step they came to. Commands with keys of their own (delete, rename, connect…) are
// handled by the editor; here is only what a read-only canvas needs too.

import type { KeyboardEvent, RefObject } from "react";
import type { Reference } from "@ironweave/schema";
import { flowNeighbour, type FlowDirection } from "../kernels/flow-neighbour.ts";
import type { GraphIndex } from "../kernels/graph-index.ts";
import type { CanvasContextValue } from "./canvas-context.ts";
import { connectRows, connectTargets } from "./connect-targets.ts";
import { endGesture } from "./canvas-session.ts";

const DIRECTIONS: Readonly<Record<string, FlowDirection>> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  ArrowRight: "into",
  ArrowLeft: "out",
  Home: "first",
  End: "last",
};

/** What the key handler works on. */
export interface CanvasKeysOptions {
  readonly context: CanvasContextValue;
  readonly indexRef: RefObject<GraphIndex>;
  readonly folded: ReadonlySet<Reference>;
  readonly reveal: (task: Reference) => void;
  readonly frame: RefObject<HTMLDivElement | null>;
}

/** A key handler for the canvas element. */
export function useCanvasKeys(options: CanvasKeysOptions): (event: KeyboardEvent) => void {
  const { context, indexRef, folded, reveal, frame } = options;
  const goTo = (task: Reference, how: "alone" | "along" | "walk") => {
    context.pendingFocus.current = task;
    reveal(task);
    if (how === "walk") context.focus.setState({ roving: task });
    else context.onPick(task, how === "along");
    const card = frame.current?.querySelector<HTMLElement>(`[data-task="${CSS.escape(task)}"]`);
    if (card !== null && card !== undefined) {
      context.pendingFocus.current = undefined;
      card.focus({ preventScroll: true });
    }
  };
  return (event) => {
    const task = event.target instanceof HTMLElement ? event.target.dataset["task"] : undefined;
    const walks = event.ctrlKey || event.metaKey;
    if (task === undefined || event.altKey || (walks && DIRECTIONS[event.key] === undefined)) return;
    if (handleConnect(event, context, indexRef.current)) return;
    const direction = DIRECTIONS[event.key];
    if (direction !== undefined) {
      const next =
        siblingLane(event.key, task, indexRef.current) ?? flowNeighbour(indexRef.current, task, direction, folded);
      const { selection } = context.focus.getState();
      if (next !== undefined && event.shiftKey) {
        // Back over a step that was taken: it is left again.
        if (selection.has(next) && selection.size > 1) context.onPick(task, true);
        goTo(next, selection.has(next) ? "walk" : "along");
      } else if (next !== undefined) goTo(next, walks ? "walk" : "alone");
    } else if (event.key === "Enter") context.onOpen(task);
    else if (event.key === " ") context.onPick(task, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** In a fork, left and right go to the branch beside. */
function siblingLane(key: string, task: Reference, index: GraphIndex): Reference | undefined {
  const place = index.places.get(task);
  if (place === undefined || place.scope.role !== "fork") return undefined;
  if (key === "ArrowRight" && place.node.scopes.length === 0) return place.scope.nodes[place.index + 1]?.id;
  return key === "ArrowLeft" ? place.scope.nodes[place.index - 1]?.id : undefined;
}

/** Connect mode by keyboard: up and down choose the target, left and right the case of a switch, Enter connects, Escape leaves. */
function handleConnect(event: KeyboardEvent, context: CanvasContextValue, index: GraphIndex): boolean {
  const { session, editing } = context;
  const { gesture, target } = session.getState();
  if (gesture?.type !== "connect" || !gesture.keyboard) return false;
  event.preventDefault();
  event.stopPropagation();
  const targets = connectTargets(index, gesture.from);
  const at = targets.indexOf(target ?? "");
  if (event.key === "ArrowDown") session.setState({ target: targets[Math.min(targets.length - 1, at + 1)] });
  else if (event.key === "ArrowUp") session.setState({ target: targets[Math.max(0, at - 1)] });
  else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    const rows = connectRows(index, gesture.from);
    const next = rows.findIndex((row) => row.id === gesture.row?.id) + (event.key === "ArrowRight" ? 1 : -1);
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
    session.setState({ gesture: { ...gesture, row } });
  } else if (event.key === "Enter" && target !== undefined) {
    endGesture(session);
    editing?.connect(gesture.from, gesture.row, target);
  } else if (event.key === "Escape") endGesture(session);
  return true;
}
