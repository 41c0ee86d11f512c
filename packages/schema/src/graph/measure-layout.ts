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
  readonly lanes: ScopeLanes;
  /** Sizes of the marks for start and end; 0 where the scope has none. */
  readonly mark: { readonly width: number; readonly height: number };
}

/** True where the nodes of a scope stand side by side. */
export function isRow(scope: GraphScope): boolean {
  return scope.role === "fork";
}

/** The size of a scope with everything in it. */
export function measureScope(scope: GraphScope, options: LayoutOptions): MeasuredScope {
  const nodes = scope.nodes.map((node) => measureNode(node, options));
  const widest = nodes.reduce((most, node) => Math.max(most, node.width), options.nodeWidth);
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
      lanes: { runs: [], reach: 0 },
      mark: { width: 0, height: 0 },
    };
  }
  const marked = scope.role !== "function";
  const mark = !marked
    ? { width: 0, height: 0 }
    : scope.role === "root"
      ? { width: 88, height: 32 }
      : { width: 12, height: 12 };
  const lanes = scopeLanes(scope, [mark.width, ...nodes.map((node) => node.width), mark.width], options);
  const rows = nodes.reduce((sum, node) => sum + node.height, 0);
  const gaps = (nodes.length + (marked ? 1 : -1)) * options.gapY;
  return {
    scope,
    nodes,
    width: Math.max(widest, 2 * (lanes.reach + (lanes.reach > 0 ? options.laneGap : 0))) + 2 * padding,
    height: title + rows + Math.max(0, gaps) + 2 * mark.height + 2 * padding,
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
