// What cards and edges need of their canvas, without passing through node data (which would re-render every node).

import { createContext, useContext, useSyncExternalStore } from "react";
import type { GraphEdge, Reference } from "@ironweave/schema";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import type { CanvasEditing } from "./canvas-editing.ts";
import type { CanvasSession, CanvasSessionState } from "./canvas-session.ts";
import type { FactStore, TaskFacts } from "./fact-store.ts";

/** Selection and roving focus of one canvas. */
export interface CanvasFocus {
  readonly selection: ReadonlySet<Reference>;
  /** The one task in the tab order. */
  readonly roving: Reference | undefined;
}

/** Shared by everything on one canvas. */
export interface CanvasContextValue {
  readonly facts: FactStore;
  readonly focus: StoreApi<CanvasFocus>;
  readonly session: CanvasSession;
  readonly editing: CanvasEditing | undefined;
  readonly onPick: (task: Reference, extend: boolean) => void;
  /** Selects exactly these. */
  readonly onTake: (tasks: readonly Reference[]) => void;
  readonly onOpen: (task: Reference) => void;
  readonly onToggleFold: (task: Reference) => void;
  /** Present where edges carry data that can be looked at. */
  readonly onEdge: ((edge: GraphEdge) => void) | undefined;
  /** The task to focus as soon as its card is there (it may have been culled). */
  readonly pendingFocus: { current: Reference | undefined };
}

/** Set by `WorkflowCanvas`. */
export const CanvasContext = createContext<CanvasContextValue | undefined>(undefined);

/** The canvas around a card or an edge. */
export function useCanvas(): CanvasContextValue {
  const value = useContext(CanvasContext);
  if (value === undefined) throw new Error("used outside of a WorkflowCanvas");
  return value;
}

/** The facts of one task; renders again only when they change. */
export function useTaskFacts(task: Reference): TaskFacts {
  const { facts } = useCanvas();
  return useSyncExternalStore(
    (listener) => facts.subscribe(task, listener),
    () => facts.get(task),
    () => facts.get(task),
  );
}

/** A slice of the focus state. */
export function useCanvasFocus<T>(select: (focus: CanvasFocus) => T): T {
  return useStore(useCanvas().focus, select);
}

/** A slice of the running gesture. */
export function useCanvasSession<T>(select: (state: CanvasSessionState) => T): T {
  return useStore(useCanvas().session, select);
}
