// Layout to React Flow's nodes and edges. Every node has width, height and handles, so nothing is measured and culling works.

import { Position, type Edge, type Node } from "@xyflow/react";
import type { Reference } from "@ironweave/schema";
import type { EdgePath, FlowLayout, NodeBox, Point, ScopeBox, SectionBox, Slot } from "../kernels/flow-layout.ts";
import { edgeName } from "./edge-name.ts";
import { isWithin, type GraphIndex, type NodePlace } from "../kernels/graph-index.ts";

/**
 * A task's card. `links` are fork lines, relative to the card. Of the place's scope only its list, its role and how many tasks it
 * has hold: a card is not made anew where a task beside it changes (`shareElements`).
 */
export type TaskNode = Node<
  {
    readonly box: NodeBox;
    readonly place: NodePlace;
    readonly scopes: readonly ScopeBox[];
    readonly links: readonly (readonly Point[])[];
  },
  "task"
>;
/** An insert button. */
export type SlotNode = Node<{ readonly slot: Slot }, "slot">;
/** A box beside the flow, drawn under its cards. */
export type SectionNode = Node<{ readonly section: SectionBox }, "section">;
/** The workflow's start or end. */
export type TerminalNode = Node<{ readonly role: "start" | "end"; readonly text: string }, "terminal">;
/** An edge with its corners. */
export type FlowEdge = Edge<{ readonly path: EdgePath }, "flow">;
/** Anything on the canvas. */
export type CanvasNode = TaskNode | SlotNode | SectionNode | TerminalNode;

/** Everything React Flow draws. */
export interface FlowElements {
  readonly nodes: CanvasNode[];
  readonly edges: FlowEdge[];
}

const SLOT = 24;
const TERMINAL = { width: 120, height: 30 } as const;
const STILL = { draggable: false, selectable: false, focusable: false, connectable: false } as const;

/** Nodes in reading order (so that the tab order follows the flow), each slot before the task it precedes. */
export function flowElements(layout: FlowLayout, index: GraphIndex, withSlots: boolean): FlowElements {
  const nodes: CanvasNode[] = [terminal("start", layout, index.graph.trigger ?? "Start")];
  const slots = withSlots ? Map.groupBy(layout.slots, (slot) => slot.list) : new Map<Reference, Slot[]>();
  const scopes = Map.groupBy(layout.scopes, (scope) => scope.owner);
  const addSlot = (list: Reference, at: number, depth: number) => {
    const found = slots.get(list)?.[at];
    if (found?.index === at) nodes.push(slotNode(found, depth));
  };
  const addTask = (id: Reference) => {
    const place = index.places.get(id);
    const box = layout.nodes.get(id);
    if (place === undefined || box === undefined) return;
    addSlot(place.scope.list, place.index, place.depth);
    nodes.push(taskNode(box, place, scopes.get(id) ?? [], layout));
    if (place.index === place.scope.nodes.length - 1) addSlot(place.scope.list, place.index + 1, place.depth);
    for (const scope of box.container ? place.node.scopes : []) {
      if (scope.nodes.length === 0) addSlot(scope.list, 0, place.depth + 1);
    }
  };
  const beside = Map.groupBy(index.order, (id) => layout.sections.find(({ scope }) => isWithin(id, scope.list)));
  for (const id of beside.get(undefined) ?? []) addTask(id);
  if (index.graph.root.nodes.length === 0) addSlot(index.graph.root.list, 0, 0);
  nodes.push(terminal("end", layout, "End"));
  for (const section of layout.sections) {
    nodes.push(sectionNode(section));
    if (section.scope.nodes.length === 0) addSlot(section.scope.list, 0, 0);
    for (const id of beside.get(section) ?? []) addTask(id);
  }
  return { nodes, edges: flowEdges(layout, index) };
}

function taskNode(box: NodeBox, place: NodePlace, scopes: readonly ScopeBox[], layout: FlowLayout): TaskNode {
  const inner = scopes.some(({ scope }) => scope.role === "fork" || scope.nodes.length === 0);
  const links = inner
    ? layout.links
        .filter((link) => scopes.some((scope) => link.every((point) => contains(scope, point))))
        .map((link) => link.map(({ x, y }) => ({ x: x - box.x, y: y - box.y })))
    : [];
  return {
    id: box.node.id,
    type: "task",
    position: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
    zIndex: place.depth * 2,
    handles: handles(box.width, box.height),
    data: { box, place, scopes, links },
    ...STILL,
  };
}

function slotNode(slot: Slot, depth: number): SlotNode {
  return {
    id: slotId(slot),
    type: "slot",
    position: { x: slot.x - SLOT / 2, y: slot.y - SLOT / 2 },
    width: SLOT,
    height: SLOT,
    zIndex: depth * 2 + 1,
    handles: [],
    data: { slot },
    ...STILL,
  };
}

function sectionNode(section: SectionBox): SectionNode {
  const { id, x, y, width, height } = section;
  return {
    id,
    type: "section",
    position: { x, y },
    width,
    height,
    zIndex: -1,
    handles: handles(width, height),
    data: { section },
    ...STILL,
  };
}

function terminal(role: "start" | "end", layout: FlowLayout, text: string): TerminalNode {
  const { x, y } = layout[role];
  const { width, height } = TERMINAL;
  return {
    id: role,
    type: "terminal",
    position: { x: x - width / 2, y: role === "start" ? y - height : y },
    width,
    height,
    zIndex: 0,
    handles: handles(width, height),
    data: { role, text },
    ...STILL,
  };
}

function flowEdges(layout: FlowLayout, index: GraphIndex): FlowEdge[] {
  const owners = new Map<Reference, string>([
    ...layout.scopes.map((scope) => [scope.scope.list, scope.owner] as const),
    ...layout.sections.map((section) => [section.scope.list, section.id] as const),
  ]);
  return layout.edges.map((path) => {
    const owner = owners.get(path.list);
    const end = (name: string) => (index.places.has(name) ? name : (owner ?? name));
    const depth = owner === undefined ? 0 : ((index.places.get(owner)?.depth ?? 0) + 1) * 2;
    return {
      id: path.edge.id,
      type: "flow",
      source: end(path.edge.from),
      target: end(path.edge.to),
      zIndex: depth,
      focusable: false,
      selectable: false,
      ariaLabel: edgeName(path.edge, { index, owner }),
      data: { path },
    };
  });
}

/** The node id of an insert button. */
export function slotId(slot: Pick<Slot, "list" | "index">): string {
  return `slot:${slot.list}#${slot.index}`;
}

function handles(width: number, height: number) {
  return [
    { type: "target" as const, position: Position.Top, x: width / 2, y: 0, width: 1, height: 1 },
    { type: "source" as const, position: Position.Bottom, x: width / 2, y: height, width: 1, height: 1 },
  ];
}

function contains(box: { x: number; y: number; width: number; height: number }, point: Point): boolean {
  return (
    point.x >= box.x - 1 &&
    point.x <= box.x + box.width + 1 &&
    point.y >= box.y - 1 &&
    point.y <= box.y + box.height + 1
  );
}
