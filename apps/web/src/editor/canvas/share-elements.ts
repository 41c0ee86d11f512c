// Elements of a new drawing that look as they did keep their identity, so that React Flow and React pass them by: an edit costs
// what it changed, not what the workflow holds. Pure.

import type { NodePlace } from "../kernels/graph-index.ts";
import type { CanvasNode, FlowEdge, FlowElements } from "./flow-elements.ts";

/** The elements of `next`, each the object of `last` where nothing that is drawn of it differs. */
export function shareElements(last: FlowElements | undefined, next: FlowElements): FlowElements {
  if (last === undefined) return next;
  return { nodes: shared(last.nodes, next.nodes, sameNode), edges: shared(last.edges, next.edges, sameShape) };
}

function shared<T extends CanvasNode | FlowEdge>(
  last: readonly T[],
  next: readonly T[],
  same: (a: T, b: T) => boolean,
): T[] {
  const known = new Map(last.map((element) => [element.id, element]));
  return next.map((element) => {
    const old = known.get(element.id);
    return old !== undefined && same(old, element) ? old : element;
  });
}

function sameNode(a: CanvasNode, b: CanvasNode): boolean {
  if (a.type !== "task" || b.type !== "task") return sameShape(a.data, b.data) && sameShape(a.position, b.position);
  return (
    a.data.box.node === b.data.box.node &&
    a.zIndex === b.zIndex &&
    samePlace(a.data.place, b.data.place) &&
    sameShape(a.data.box, b.data.box) &&
    sameShape(a.data.scopes, b.data.scopes) &&
    sameShape(a.data.links, b.data.links)
  );
}

/** `order` is told by where the card stands among the nodes; of the scope, see `TaskNode`. */
function samePlace(a: NodePlace, b: NodePlace): boolean {
  return (
    a.index === b.index &&
    a.depth === b.depth &&
    a.parent === b.parent &&
    a.scope.list === b.scope.list &&
    a.scope.role === b.scope.role &&
    a.scope.nodes.length === b.scope.nodes.length
  );
}

/** Equality of plain data by its content. */
function sameShape(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  let members = 0;
  for (const key in left) {
    if (!Object.hasOwn(right, key) || !sameShape(left[key], right[key])) return false;
    members++;
  }
  for (const _key in right) members--;
  return members === 0;
}
