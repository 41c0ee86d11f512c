// Elements of a new drawing that look as they did keep their identity, so that React Flow and React pass them by: an edit costs
// what it changed, not what the workflow holds. Pure. What is many is compared member by member, each named once with its type:
// a member that is added to a box, a slot or a path does not compile until it is compared too.

import type { EdgePath, NodeBox, Point, ScopeBox, Slot } from "../kernels/flow-layout.ts";
import type { NodePlace } from "../kernels/graph-index.ts";
import type { CanvasNode, FlowEdge, FlowElements, TaskNode } from "./flow-elements.ts";

/** The elements of `next`, each the object of `last` where nothing that is drawn of it differs. */
export function shareElements(last: FlowElements | undefined, next: FlowElements): FlowElements {
  if (last === undefined) return next;
  return { nodes: shared(last.nodes, next.nodes, sameNode), edges: shared(last.edges, next.edges, sameEdge) };
}

/** The array of `last` itself where all of it is kept. */
function shared<T extends CanvasNode | FlowEdge>(last: T[], next: readonly T[], same: (a: T, b: T) => boolean): T[] {
  let known: ReadonlyMap<string, T> | undefined;
  let kept = last.length === next.length;
  const all = next.map((element, at) => {
    let old = last[at];
    if (old?.id !== element.id) {
      known ??= new Map(last.map((one) => [one.id, one]));
      old = known.get(element.id);
    }
    const stays = old !== undefined && same(old, element);
    kept &&= stays && old === last[at];
    return stays && old !== undefined ? old : element;
  });
  return kept ? last : all;
}

function sameNode(a: CanvasNode, b: CanvasNode): boolean {
  if (a.position.x !== b.position.x || a.position.y !== b.position.y) return false;
  if (a.type === "task" && b.type === "task") return sameTask(a, b);
  if (a.type === "slot" && b.type === "slot") return sameMembers(a.data.slot, b.data.slot, SLOT);
  return sameShape(a.data, b.data);
}

function sameTask(a: TaskNode, b: TaskNode): boolean {
  return (
    a.data.box.node === b.data.box.node &&
    a.zIndex === b.zIndex &&
    samePlace(a.data.place, b.data.place) &&
    sameMembers(a.data.box, b.data.box, BOX) &&
    sameList(a.data.box.cases, b.data.box.cases, sameShape) &&
    sameList(a.data.scopes, b.data.scopes, sameScope) &&
    sameList(a.data.links, b.data.links, samePoints)
  );
}

function sameEdge(a: FlowEdge, b: FlowEdge): boolean {
  if (a.source !== b.source || a.target !== b.target || a.zIndex !== b.zIndex || a.ariaLabel !== b.ariaLabel)
    return false;
  const [left, right] = [a.data?.path, b.data?.path];
  if (left === undefined || right === undefined) return left === right;
  return sameMembers(left, right, PATH) && sameShape(left.edge, right.edge) && samePoints(left.points, right.points);
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

function sameScope(a: ScopeBox, b: ScopeBox): boolean {
  return sameMembers(a, b, SCOPE) && sameShape(a.scope, b.scope);
}

function samePoints(a: readonly Point[], b: readonly Point[]): boolean {
  return sameList(a, b, samePoint);
}

function samePoint(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a === b || (a.length === b.length && a.every((one, at) => same(one, b[at] as T)));
}

/** The members to compare by identity; `false` are those that the caller compares by their content. */
function membersOf<T>(members: { readonly [K in keyof T]-?: boolean }): readonly (keyof T)[] {
  return (Object.keys(members) as (keyof T)[]).filter((key) => members[key]);
}

const AREA = { x: true, y: true, width: true, height: true } as const;
const SLOT = membersOf<Slot>({
  x: true,
  y: true,
  list: true,
  index: true,
  after: true,
  before: true,
  branch: true,
  empty: true,
  reusable: true,
});
const BOX = membersOf<NodeBox>({
  ...AREA,
  node: true,
  list: true,
  container: true,
  folded: true,
  headHeight: true,
  axis: true,
  cases: false,
});
const SCOPE = membersOf<ScopeBox>({ ...AREA, owner: true, scope: false });
const PATH = membersOf<EdgePath>({ list: true, edge: false, points: false });

function sameMembers<T>(a: T, b: T, members: readonly (keyof T)[]): boolean {
  for (const member of members) if (a[member] !== b[member]) return false;
  return true;
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
