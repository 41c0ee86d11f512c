// The block-structured layout of a graph: tasks stand in a column in document order, scopes are boxes inside their task,
// fork branches stand side by side. Functions and extensions are boxes beside the flow, in a column of their own.
// Recursive, linear, stable under edits (a change moves only what follows it). Pure.

import type { Graph, GraphEdge, GraphNode, GraphScope, LooseEnd, Reference } from "@ironweave/schema";
import { routeScope, type LaneSides } from "./lane-routes.ts";
import { SIZES } from "./layout-sizes.ts";

/** A point in flow coordinates (pixels at zoom 1, y downwards). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An axis-parallel rectangle; x and y are its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A task's rectangle. A container's card is its head, `headHeight` tall; its scopes lie below. */
export interface NodeBox extends Box {
  readonly node: GraphNode;
  readonly list: Reference;
  readonly container: boolean;
  readonly folded: boolean;
  readonly headHeight: number;
  /** Column of the task's vertical edges. */
  readonly axis: number;
  /** Outgoing cases, in order, and a `then` that leads nowhere: each is a row of the card with its own port. */
  readonly cases: readonly CaseRow[];
}

/** A row of a card: a way out of its own, or one whose target is missing. */
export type CaseRow = GraphEdge | LooseEnd;

/** A task list's rectangle inside its task. */
export interface ScopeBox extends Box {
  readonly scope: GraphScope;
  readonly owner: Reference;
}

/** A box beside the flow that holds reusable functions, or what an extension does before or after tasks. */
export interface SectionBox extends Box {
  readonly id: SectionId;
  readonly scope: GraphScope;
  readonly folded: boolean;
}

/** What a section is folded and drawn by: its list's reference with `#` in front, as in the outline. */
export type SectionId = `#${Reference}`;

/** The section of a list. */
export const sectionId = (list: Reference): SectionId => `#${list}`;

/** An edge as the corners of its path, from its tail to its head. */
export interface EdgePath {
  readonly edge: GraphEdge;
  readonly list: Reference;
  readonly points: readonly Point[];
}

/** A place where a task can be put: position `index` of `list`. `after` and `before` name the tasks on either side. */
export interface Slot extends Point {
  readonly list: Reference;
  readonly index: number;
  readonly after: string | undefined;
  readonly before: string | undefined;
  readonly branch: boolean;
  readonly empty: boolean;
  /** Only something new can be put among functions: they do not flow, so nothing moves in or out. */
  readonly reusable?: boolean;
}

/** The whole picture. `links` are decoration: the lines that spread and gather fork branches. */
export interface FlowLayout {
  readonly nodes: ReadonlyMap<Reference, NodeBox>;
  readonly scopes: readonly ScopeBox[];
  readonly sections: readonly SectionBox[];
  readonly edges: readonly EdgePath[];
  readonly slots: readonly Slot[];
  readonly links: readonly (readonly Point[])[];
  readonly start: Point;
  readonly end: Point;
  readonly width: number;
  readonly height: number;
}

interface MeasuredNode {
  readonly node: GraphNode;
  readonly width: number;
  readonly height: number;
  readonly headHeight: number;
  readonly axis: number;
  readonly folded: boolean;
  readonly cases: readonly CaseRow[];
  readonly scopes: readonly MeasuredScope[];
}

interface MeasuredScope {
  readonly scope: GraphScope;
  readonly nodes: readonly MeasuredNode[];
  readonly lanes: LaneSides;
  readonly titleHeight: number;
  readonly width: number;
  readonly height: number;
  /** Column of the list, from the scope's left edge. */
  readonly axis: number;
}

/** Lays a graph out; `folded` tasks are drawn closed. */
export function layoutFlow(graph: Graph, folded: ReadonlySet<Reference> = new Set()): FlowLayout {
  const root = measureScope(graph.root, folded);
  const out: MutableLayout = { nodes: new Map(), scopes: [], sections: [], edges: [], slots: [], links: [] };
  placeScope(root, 0, 0, out);
  const beside = placeSections(graph.definitions ?? [], root.width + SIZES.sectionGap, folded, out);
  return {
    ...out,
    start: { x: root.axis, y: 0 },
    end: { x: root.axis, y: root.height },
    width: Math.max(root.width, beside.x),
    height: Math.max(root.height, beside.y),
  };
}

/** Sections stand below each other; the corner that they reach. */
function placeSections(
  definitions: readonly GraphScope[],
  x: number,
  folded: ReadonlySet<Reference>,
  out: MutableLayout,
): Point {
  let [right, y, bottom] = [0, 0, 0];
  for (const scope of definitions) {
    const id = sectionId(scope.list);
    const closed = folded.has(id);
    const inner = closed ? undefined : measureScope(scope, folded);
    const width = Math.max(SIZES.sectionMinWidth, inner?.width ?? 0);
    const height = SIZES.sectionHead + (inner?.height ?? 0);
    out.sections.push({ id, scope, folded: closed, x, y, width, height });
    if (inner !== undefined) placeScope(inner, x + (width - inner.width) / 2, y + SIZES.sectionHead, out);
    right = Math.max(right, x + width);
    bottom = y + height;
    y = bottom + SIZES.padding * 2;
  }
  return { x: right, y: bottom };
}

interface MutableLayout {
  readonly nodes: Map<Reference, NodeBox>;
  readonly scopes: ScopeBox[];
  readonly sections: SectionBox[];
  readonly edges: EdgePath[];
  readonly slots: Slot[];
  readonly links: (readonly Point[])[];
}

function measureNode(node: GraphNode, cases: readonly CaseRow[], folded: ReadonlySet<Reference>): MeasuredNode {
  const headHeight = SIZES.cardHeight + cases.length * SIZES.caseHeight;
  const closed = node.scopes.length === 0 || folded.has(node.id);
  const scopes = closed ? [] : node.scopes.map((scope) => measureScope(scope, folded));
  const inner = scopes.reduce((sum, scope) => sum + scope.width, 0) + Math.max(0, scopes.length - 1) * SIZES.scopeGap;
  const width = closed ? SIZES.cardWidth : Math.max(SIZES.containerMinWidth, inner + 2 * SIZES.padding);
  const height = closed ? headHeight : headHeight + Math.max(...scopes.map((scope) => scope.height)) + SIZES.padding;
  const folds = node.scopes.length > 0 && folded.has(node.id);
  return { node, width, height, headHeight, axis: width / 2, folded: folds, cases, scopes };
}

const NO_CASES: readonly CaseRow[] = [];

/** The rows of each card of a scope. */
function caseRows({ edges, loose = [] }: GraphScope): ReadonlyMap<Reference, readonly CaseRow[]> {
  const rows: readonly CaseRow[] = [...edges.filter(({ kind }) => kind === "case"), ...loose];
  if (loose.length === 0) return Map.groupBy(rows, ({ from }) => from);
  // Cases stand in their order; a `then` comes behind them.
  const position = ({ id, kind }: CaseRow): number =>
    kind === "case" ? Number(id.slice(id.lastIndexOf("/") + 1)) : Infinity;
  return Map.groupBy(
    rows.toSorted((a, b) => position(a) - position(b)),
    ({ from }) => from,
  );
}

/** Scopes whose name stands elsewhere: on the page, or at the head of their section. */
const NO_TITLE: ReadonlySet<GraphScope["role"]> = new Set(["root", "function", "before", "after"]);

function measureScope(scope: GraphScope, folded: ReadonlySet<Reference>): MeasuredScope {
  const cases = caseRows(scope);
  const nodes = scope.nodes.map((node) => measureNode(node, cases.get(node.id) ?? NO_CASES, folded));
  const titleHeight = NO_TITLE.has(scope.role) ? 0 : SIZES.scopeTitle;
  const stubs = SIZES.startStub + SIZES.endStub;
  if (scope.role === "fork" || nodes.length === 0) {
    const inner = nodes.reduce((sum, node) => sum + node.width, 0) + (nodes.length + 1) * SIZES.branchGap;
    const width = Math.max(inner, SIZES.emptyWidth);
    const tallest = Math.max(SIZES.emptyHeight, ...nodes.map((node) => node.height));
    const lanes = { left: 0, right: 0 };
    return { scope, nodes, lanes, titleHeight, width, height: titleHeight + stubs + tallest, axis: width / 2 };
  }
  const half = Math.max(...nodes.map((node) => node.width / 2));
  const lanes = routeScope(scope, columnOf(nodes, 0, 0, 0)).sides;
  const left = Math.max(half, lanes.left) + SIZES.scopeMargin;
  const right = Math.max(half, lanes.right) + SIZES.scopeMargin;
  const column = nodes.reduce((sum, node) => sum + node.height, 0) + (nodes.length - 1) * SIZES.gap;
  return { scope, nodes, lanes, titleHeight, width: left + right, height: titleHeight + stubs + column, axis: left };
}

/** The boxes of a column of tasks around an axis. */
function columnOf(nodes: readonly MeasuredNode[], axis: number, top: number, bottom: number) {
  let y = top + SIZES.startStub;
  const boxes = nodes.map((node) => {
    const box = {
      id: node.node.id,
      x: axis - node.axis,
      y,
      width: node.width,
      height: node.height,
      headHeight: node.headHeight,
      cases: node.cases,
    };
    y += node.height + SIZES.gap;
    return box;
  });
  return { boxes, axis, top, bottom };
}

function placeScope(measured: MeasuredScope, x: number, y: number, out: MutableLayout): void {
  const { scope, nodes } = measured;
  const top = y + measured.titleHeight;
  const bottom = y + measured.height;
  const axis = x + measured.axis;
  if (nodes.length === 0) {
    const middle = (top + bottom) / 2;
    out.slots.push(slot(scope, 0, { x: axis, y: middle }, true));
    out.links.push([
      { x: axis, y: top },
      { x: axis, y: middle - SIZES.emptyHeight / 2 },
    ]);
    out.links.push([
      { x: axis, y: middle + SIZES.emptyHeight / 2 },
      { x: axis, y: bottom },
    ]);
  } else if (scope.role === "fork") placeBranches(measured, x, top, bottom, out);
  else {
    const column = columnOf(nodes, axis, top, bottom);
    for (const [index, box] of column.boxes.entries()) {
      placeNode(nodes[index] as MeasuredNode, scope.list, box.x, box.y, out);
      if (scope.role === "function") continue;
      out.slots.push(
        slot(scope, index, { x: axis, y: box.y - (index === 0 ? SIZES.startStub : SIZES.gap) / 2 }, false),
      );
    }
    out.slots.push(slot(scope, nodes.length, { x: axis, y: bottom - SIZES.endStub * 0.62 }, false));
    for (const { edge, points } of routeScope(scope, column).routes) out.edges.push({ edge, list: scope.list, points });
  }
}

function placeBranches(measured: MeasuredScope, x: number, top: number, bottom: number, out: MutableLayout): void {
  const { scope, nodes } = measured;
  const axis = x + measured.axis;
  const busTop = top + SIZES.startStub / 2;
  const busBottom = bottom - SIZES.endStub / 2;
  const used = nodes.reduce((sum, node) => sum + node.width, 0) + (nodes.length + 1) * SIZES.branchGap;
  let at = x + (measured.width - used) / 2 + SIZES.branchGap;
  const nodeTop = top + SIZES.startStub;
  for (const [index, node] of nodes.entries()) {
    placeNode(node, scope.list, at, nodeTop, out);
    const column = at + node.axis;
    out.links.push([
      { x: axis, y: top },
      { x: axis, y: busTop },
      { x: column, y: busTop },
      { x: column, y: nodeTop },
    ]);
    out.links.push([
      { x: column, y: nodeTop + node.height },
      { x: column, y: busBottom },
      { x: axis, y: busBottom },
      { x: axis, y: bottom },
    ]);
    out.slots.push(slot(scope, index, { x: at - SIZES.branchGap / 2, y: nodeTop + SIZES.cardHeight / 2 }, false));
    at += node.width + SIZES.branchGap;
  }
  out.slots.push(slot(scope, nodes.length, { x: at - SIZES.branchGap / 2, y: nodeTop + SIZES.cardHeight / 2 }, false));
}

function placeNode(measured: MeasuredNode, list: Reference, x: number, y: number, out: MutableLayout): void {
  const { node, width, height, headHeight, folded, cases, scopes } = measured;
  const container = scopes.length > 0;
  out.nodes.set(node.id, {
    node,
    list,
    x,
    y,
    width,
    height,
    headHeight,
    container,
    folded,
    cases,
    axis: x + measured.axis,
  });
  const inner = scopes.reduce((sum, scope) => sum + scope.width, 0) + Math.max(0, scopes.length - 1) * SIZES.scopeGap;
  let at = x + (width - inner) / 2;
  const tallest = Math.max(0, ...scopes.map((scope) => scope.height));
  for (const scope of scopes) {
    const stretched = scopes.length > 1 ? tallest : scope.height;
    const box = { x: at, y: y + headHeight, width: scope.width, height: stretched };
    out.scopes.push({ scope: scope.scope, owner: node.id, ...box });
    placeScope(scope, at, y + headHeight, out);
    at += scope.width + SIZES.scopeGap;
  }
}

function slot(scope: GraphScope, index: number, point: Point, empty: boolean): Slot {
  return {
    ...point,
    list: scope.list,
    index,
    after: scope.nodes[index - 1]?.name,
    before: scope.nodes[index]?.name,
    branch: scope.role === "fork",
    empty,
    ...(scope.role === "function" && { reusable: true }),
  };
}
