"use client";
// The drawing of a workflow. Read-only unless `editing` is given; the run page uses it as it is, with run facts.
// The invariant: positions come from the layout alone, and selection, focus and status never touch the node array.

import "@xyflow/react/dist/base.css";
import { ReactFlow, ReactFlowProvider, useReactFlow, useStore as useFlowStore } from "@xyflow/react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Graph, GraphEdge, Reference } from "@ironweave/schema";
import { createStore } from "zustand/vanilla";
import { layoutFlow } from "../kernels/flow-layout.ts";
import { initialView, type View } from "../kernels/initial-view.ts";
import { indexGraph, type GraphIndex } from "../kernels/graph-index.ts";
import { CanvasContext, type CanvasContextValue, type CanvasFocus } from "./canvas-context.ts";
import { CanvasControls } from "./canvas-controls.tsx";
import type { CanvasEditing } from "./canvas-editing.ts";
import { CanvasLayoutContext, FarContext } from "./canvas-layout-context.ts";
import { createCanvasSession, type CanvasSession } from "./canvas-session.ts";
import { createFactStore, type FactStore } from "./fact-store.ts";
import { ArrowMarkers, FlowEdge } from "./flow-edge.tsx";
import { flowElements, type FlowElements } from "./flow-elements.ts";
import { GestureLayer } from "./gesture-layer.tsx";
import { shareElements } from "./share-elements.ts";
import type { SharedView } from "./shared-view.ts";
import { SectionNode } from "./section-node.tsx";
import { SlotButton } from "./slot-button.tsx";
import { TaskCard } from "./task-card.tsx";
import { TerminalNode } from "./terminal-node.tsx";
import { useBoxSelection } from "./use-box-selection.ts";
import { useCanvasKeys } from "./use-canvas-keys.ts";
import { useReveal } from "./use-reveal.ts";
import styles from "./workflow-canvas.module.css";

/** All but `graph` and `label` are optional; without `onSelect` the canvas keeps a selection of its own. */
export interface WorkflowCanvasProps {
  readonly graph: Graph | GraphIndex;
  /** Names the drawing for screen readers. */
  readonly label: string;
  readonly folded?: ReadonlySet<Reference>;
  readonly selection?: readonly Reference[];
  readonly facts?: FactStore;
  readonly editing?: CanvasEditing;
  /** Shared with the palette, so that it can start gestures. */
  readonly session?: CanvasSession;
  readonly minimap?: boolean;
  /** A task to keep in view as it changes, until the reader moves the drawing. */
  readonly follow?: Reference | undefined;
  /** Moved together with the other canvases that share it. */
  readonly view?: SharedView;
  readonly onSelect?: (tasks: readonly Reference[]) => void;
  /** Enter or double click on a task. */
  readonly onOpen?: (task: Reference) => void;
  readonly onToggleFold?: (task: Reference) => void;
  /** A press on the note of an edge; notes of edges are facts under the edge's id. */
  readonly onEdge?: (edge: GraphEdge) => void;
}

const NODE_TYPES = { task: TaskCard, slot: SlotButton, section: SectionNode, terminal: TerminalNode };
const EDGE_TYPES = { flow: FlowEdge };
const NOTHING_FOLDED: ReadonlySet<Reference> = new Set();
/** Below this zoom cards are blocks of colour. */
export const FAR_ZOOM = 0.35;

/** Pans, zooms, selects; edits where `editing` is given. Fills its parent. */
export function WorkflowCanvas(props: WorkflowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({
  graph,
  label,
  folded: givenFolded,
  selection,
  facts: givenFacts,
  editing,
  session: givenSession,
  minimap = true,
  follow,
  view,
  onSelect,
  onOpen,
  onToggleFold,
  onEdge,
}: WorkflowCanvasProps) {
  const index = useMemo(() => ("places" in graph ? graph : indexGraph(graph)), [graph]);
  const [ownFolded, setOwnFolded] = useState(NOTHING_FOLDED);
  const folded = givenFolded ?? ownFolded;
  const layout = useMemo(() => layoutFlow(index.graph, folded), [index, folded]);
  const far = useFlowStore((state) => state.transform[2] < FAR_ZOOM);
  const editable = editing !== undefined;
  const lastElements = useRef<FlowElements>(undefined);
  const elements = useMemo(
    () => shareElements(lastElements.current, flowElements(layout, index, editable && !far)),
    [layout, index, editable, far],
  );
  lastElements.current = elements;
  const layoutRef = useRef(layout);
  const indexRef = useRef(index);
  layoutRef.current = layout;
  indexRef.current = index;

  const [focus] = useState(() => createStore<CanvasFocus>(() => ({ selection: new Set(), roving: undefined })));
  const [facts] = useState(() => givenFacts ?? createFactStore());
  const [session] = useState(() => givenSession ?? createCanvasSession());
  const pendingFocus = useRef<Reference | undefined>(undefined);
  /** The step that was just taken out of the selection: the focus stays on it. */
  const left = useRef<Reference | undefined>(undefined);

  useEffect(() => {
    const chosen = selection ?? [...focus.getState().selection];
    const known = chosen.filter((task) => index.places.has(task));
    const { roving } = focus.getState();
    const keep = roving !== undefined && index.places.has(roving) && (known.length === 0 || left.current === roving);
    focus.setState({ selection: new Set(known), roving: keep ? roving : (known.at(-1) ?? index.order[0]) });
  }, [selection, index, focus]);

  // Read when they are called: every card reads the context, which must not change with each event of a run.
  const given = useRef({ selection, onSelect, onOpen, onToggleFold, onEdge });
  given.current = { selection, onSelect, onOpen, onToggleFold, onEdge };
  const tellsEdges = onEdge !== undefined;
  const context = useMemo<CanvasContextValue>(() => {
    const choose = (tasks: readonly Reference[]) => {
      if (given.current.selection === undefined) focus.setState({ selection: new Set(tasks) });
      given.current.onSelect?.(tasks);
    };
    return {
      facts: givenFacts ?? facts,
      focus,
      session,
      editing,
      pendingFocus,
      onEdge: tellsEdges ? (edge) => given.current.onEdge?.(edge) : undefined,
      onPick(task, extend) {
        const old = focus.getState().selection;
        focus.setState({ roving: task });
        left.current = extend && old.has(task) ? task : undefined;
        if (!extend) choose([task]);
        else choose(old.has(task) ? [...old].filter((one) => one !== task) : [...old, task]);
      },
      onTake: choose,
      onOpen: (task) => given.current.onOpen?.(task),
      onToggleFold(task) {
        if (given.current.onToggleFold !== undefined) given.current.onToggleFold(task);
        else
          setOwnFolded((old) => {
            const next = new Set(old);
            if (!next.delete(task)) next.add(task);
            return next;
          });
      },
    };
  }, [facts, givenFacts, focus, session, editing, tellsEdges]);

  const frame = useRef<HTMLDivElement>(null);
  const box = useBoxSelection({
    session,
    layout: layoutRef,
    onTake: (tasks, add) => context.onTake(add ? [...new Set([...focus.getState().selection, ...tasks])] : tasks),
  });
  const reveal = useReveal(layoutRef, frame);
  const keys = useCanvasKeys({ context, indexRef, folded, reveal, frame });
  useEffect(() => {
    const last = selection?.at(-1);
    const stays = left.current !== undefined;
    left.current = undefined;
    if (last === undefined || stays) return;
    reveal(last);
    keepFocus(frame.current, last, pendingFocus);
  }, [selection, layout, reveal]);
  const flow = useReactFlow();
  // On a narrow screen the drawing is made before it is shown: the first view waits until there is room to fit it into.
  const [ready, setReady] = useState(false);
  const size = useFlowStore((state) => `${state.width} ${state.height}`);
  const isPlaced = useRef(false);
  useEffect(() => {
    const room = frame.current?.getBoundingClientRect();
    if (!ready || isPlaced.current || room === undefined || room.width === 0 || size === "") return;
    isPlaced.current = true;
    void flow.setViewport(initialView(layoutRef.current, room));
  }, [ready, size, flow]);
  // What was in the middle stays in the middle where the room changes: a panel opens, a phone is turned.
  const width = useFlowStore((state) => state.width);
  const lastWidth = useRef(0);
  useEffect(() => {
    const moved = (width - lastWidth.current) / 2;
    if (isPlaced.current && lastWidth.current > 0 && width > 0 && moved !== 0) {
      const { x, y, zoom } = flow.getViewport();
      void flow.setViewport({ x: x + moved, y, zoom });
    }
    if (width > 0) lastWidth.current = width;
  }, [width, flow]);
  useEffect(
    () =>
      view?.subscribe((shared) => {
        if (shared.from !== undefined && shared.from !== frame) void flow.setViewport(shared.view);
      }),
    [view, flow],
  );
  // Without an event it is we who move, unless a button was pressed. The first turn of a wheel comes as a start only.
  const byButton = useRef(false);
  const share = (event: unknown, moved: View) => {
    if (event !== null || byButton.current) view?.setState({ view: moved, from: frame });
  };
  const movedByReader = useRef(false);
  useEffect(() => {
    if (follow !== undefined && !movedByReader.current) reveal(follow);
  }, [follow, layout, reveal]);

  return (
    <CanvasContext value={context}>
      <CanvasLayoutContext value={layoutRef}>
        <div
          ref={frame}
          className={styles.canvas}
          role="group"
          aria-label={label}
          data-drop-area=""
          data-far={far || undefined}
          onKeyDown={keys}
          {...box}
        >
          <ArrowMarkers />
          <FarContext value={far}>
            <ReactFlow
              nodes={elements.nodes}
              edges={elements.edges}
              nodeTypes={NODE_TYPES}
              edgeTypes={EDGE_TYPES}
              onlyRenderVisibleElements
              nodesDraggable={false}
              nodesConnectable={false}
              nodesFocusable={false}
              edgesFocusable={false}
              elementsSelectable={false}
              disableKeyboardA11y
              deleteKeyCode={null}
              panActivationKeyCode={null}
              selectionKeyCode={null}
              multiSelectionKeyCode={null}
              attributionPosition="top-right"
              panOnScroll
              zoomOnDoubleClick={false}
              minZoom={0.08}
              maxZoom={1.75}
              onMoveStart={(event, moved) => {
                if (event !== null) movedByReader.current = true;
                share(event, moved);
              }}
              onMove={share}
              onMoveEnd={(event, moved) => {
                share(event, moved);
                byButton.current = false;
              }}
              onInit={() => setReady(true)}
              onPaneClick={() => onSelect?.([])}
              onPaneContextMenu={(event) => {
                event.preventDefault();
                editing?.openMenu(undefined, event.clientX, event.clientY);
              }}
            >
              <CanvasControls
                minimap={minimap}
                onUse={() => {
                  byButton.current = true;
                  movedByReader.current = true;
                }}
              />
              <GestureLayer />
            </ReactFlow>
          </FarContext>
        </div>
      </CanvasLayoutContext>
    </CanvasContext>
  );
}

/** A card that moved or was renamed is a new element: where the focus was on the canvas (or is lost), it follows the task. */
function keepFocus(frame: HTMLElement | null, task: Reference, pending: { current: Reference | undefined }): void {
  const active = document.activeElement;
  if (frame === null || (active !== document.body && !frame.contains(active))) return;
  if (active instanceof HTMLInputElement) return;
  const card = frame.querySelector<HTMLElement>(`[data-task="${CSS.escape(task)}"]`);
  if (card === null) pending.current = task;
  else card.focus({ preventScroll: true });
}
