// The first pass of the layout: the size of each node and scope, from the inside out.
// The invariant: a scope is symmetric about its column, so that centres line up through all levels.

import type { GraphNode, GraphScope } from "./graph.ts";
import { scopeLanes } from "./edge-lanes.ts";
import type { ScopeLanes } from "./edge-lanes.ts";
import type { LayoutOptions } from "./layout-options.ts";

export interface MeasuredNode {
  readonly node: GraphNode;
  readonly width: number;
  readonly height: number;
  readonly scopes: readonly MeasuredScope[];
  readonly folded: boolean;
}

export interface MeasuredScope {
  readonly scope: GraphScope;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly MeasuredNode[];
  /** Width of the column of cards. */
  readonly column: number;
  readonly lanes: ScopeLanes;
  /** Sizes of the marks for start and end; 0 where the scope has none. */
  readonly mark: { readonly width: number; readonly height: number };
}

/** True where the nodes of a scope stand side by side. */
export function isRow(scope: GraphScope): boolean {
  return scope.role === "fork";
}

/** The room beside a column for its lanes. */
export function laneRoom(lanes: ScopeLanes, options: LayoutOptions): number {
  const right =
    lanes.right === 0 ? 0 : (lanes.labelled ? options.labelWidth : options.laneGap) + lanes.right * options.laneGap;
  const left = lanes.left === 0 ? 0 : options.laneGap + lanes.left * options.laneGap;
  return Math.max(left, right);
}

/** The size of a scope with everything in it. */
export function measureScope(scope: GraphScope, options: LayoutOptions): MeasuredScope {
  const nodes = scope.nodes.map((node) => measureNode(node, options));
  const widest = Math.max(options.nodeWidth, ...nodes.map((node) => node.width));
  const title = scope.role === "root" ? 0 : options.titleHeight;
  const { padding } = options;
  if (isRow(scope)) {
    const width = nodes.reduce((sum, node) => sum + node.width, 0) + Math.max(0, nodes.length - 1) * options.gapX;
    const height = Math.max(options.nodeHeight, ...nodes.map((node) => node.height));
    return {
      scope,
      nodes,
      width: Math.max(width, options.nodeWidth) + 2 * padding + 2 * options.gapX,
      height: title + height + 2 * padding,
      column: widest,
      lanes: scopeLanes(scope),
      mark: { width: 0, height: 0 },
    };
  }
  const lanes = scopeLanes(scope);
  const marked = scope.role !== "function";
  const mark = !marked
    ? { width: 0, height: 0 }
    : scope.role === "root"
      ? { width: 88, height: 32 }
      : { width: 12, height: 12 };
  const rows = nodes.reduce((sum, node) => sum + node.height, 0);
  const gaps = (nodes.length + (marked ? 1 : -1)) * options.gapY;
  return {
    scope,
    nodes,
    width: widest + 2 * laneRoom(lanes, options) + 2 * padding,
    height: title + rows + Math.max(0, gaps) + 2 * mark.height + 2 * padding,
    column: widest,
    lanes,
    mark,
  };
}

function measureNode(node: GraphNode, options: LayoutOptions): MeasuredNode {
  const closed = options.folded.has(node.id) && node.scopes.length > 0;
  if (closed || node.scopes.length === 0) {
    return { node, width: options.nodeWidth, height: options.nodeHeight, scopes: [], folded: closed };
  }
  const scopes = node.scopes.map((scope) => measureScope(scope, options));
  const height = scopes.reduce((sum, scope) => sum + scope.height, options.nodeHeight);
  return {
    node,
    width: Math.max(options.nodeWidth, ...scopes.map((scope) => scope.width)),
    height,
    scopes,
    folded: false,
  };
}
