// Questions about a graph that everyone asks: where is a task, what is beside it, which task owns a reference.
// Pure and built once per graph; no positions here.

import type { Graph, GraphNode, GraphScope, Reference } from "@ironweave/schema";

/** A task in its place. `order` counts tasks of the whole document in reading order from 0. */
export interface NodePlace {
  readonly node: GraphNode;
  readonly scope: GraphScope;
  /** Position in the scope's list. */
  readonly index: number;
  readonly order: number;
  /** The task that holds the scope; undefined at the top. */
  readonly parent: Reference | undefined;
  /** How many tasks hold this one. */
  readonly depth: number;
}

/** Look-ups over one graph. */
export interface GraphIndex {
  readonly graph: Graph;
  readonly places: ReadonlyMap<Reference, NodePlace>;
  /** Every task in reading order. */
  readonly order: readonly Reference[];
  readonly scopes: ReadonlyMap<Reference, GraphScope>;
}

/** Indexes a graph in one walk: the flow first, then the definitions beside it. */
export function indexGraph(graph: Graph): GraphIndex {
  const places = new Map<Reference, NodePlace>();
  const scopes = new Map<Reference, GraphScope>();
  const visit = (scope: GraphScope, parent: Reference | undefined, depth: number): void => {
    scopes.set(scope.list, scope);
    for (const [index, node] of scope.nodes.entries()) {
      places.set(node.id, { node, scope, index, order: places.size, parent, depth });
      for (const inner of node.scopes) visit(inner, node.id, depth + 1);
    }
  };
  visit(graph.root, undefined, 0);
  for (const definition of graph.definitions ?? []) visit(definition, undefined, 0);
  return { graph, places, order: [...places.keys()], scopes };
}

/** The innermost task that a reference lies in (`/do/0/a/with/method` → `/do/0/a`), or undefined outside all tasks. */
export function taskAt(index: GraphIndex, reference: Reference): Reference | undefined {
  let current = reference;
  while (current !== "") {
    if (index.places.has(current)) return current;
    current = current.slice(0, current.lastIndexOf("/"));
  }
  return undefined;
}

/** What must be unfolded for a task to be seen: the tasks around it, and its section beside the flow (`#` and its list). */
export function hiddenBehind(index: GraphIndex, task: Reference): readonly string[] {
  const around: string[] = [];
  let at = index.places.get(task);
  while (at?.parent !== undefined) {
    around.push(at.parent);
    at = index.places.get(at.parent);
  }
  return at === undefined ? around : [...around, `#${at.scope.list}`];
}

/** True where `inner` is `outer` or lies inside of it. */
export function isWithin(inner: Reference, outer: Reference): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** Leaves out tasks that lie inside another of the list, and sorts the rest in reading order. */
export function outermost(index: GraphIndex, references: readonly Reference[]): readonly Reference[] {
  const known = references.filter((reference) => index.places.has(reference));
  return known
    .filter((one) => !known.some((other) => other !== one && isWithin(one, other)))
    .toSorted((a, b) => (index.places.get(a)?.order ?? 0) - (index.places.get(b)?.order ?? 0));
}
