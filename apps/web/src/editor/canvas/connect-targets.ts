// The tasks that a task's `then` may lead to: its siblings. Jumps never cross scopes (the language forbids it).

import type { Reference } from "@ironweave/schema";
import type { CaseRow, FlowLayout } from "../kernels/flow-layout.ts";
import type { GraphIndex, NodePlace } from "../kernels/graph-index.ts";

/** References of the tasks of the same list, in order; none in a fork and among functions, which do not flow into each other. */
export function connectTargets(index: GraphIndex, from: Reference): readonly Reference[] {
  const place = index.places.get(from);
  if (place === undefined || !canConnect(place)) return [];
  return place.scope.nodes.filter((node) => node.id !== from).map((node) => node.id);
}

/** The same for a card, told by the drawing as it is now. */
export function siblingsIn({ nodes }: Pick<FlowLayout, "nodes">, place: NodePlace): readonly Reference[] {
  if (!canConnect(place)) return [];
  const found: Reference[] = [];
  for (const [task, { list }] of nodes) if (list === place.scope.list && task !== place.node.id) found.push(task);
  return found;
}

/** The cases of a switch: each goes somewhere of its own. None for other tasks, which have one `then`. */
export function connectRows(index: GraphIndex, from: Reference): readonly CaseRow[] {
  const { edges = [], loose = [] } = index.places.get(from)?.scope ?? {};
  return [...edges, ...loose].filter((edge) => edge.kind === "case" && edge.from === from);
}

/** True where there is a task to go to. */
export function canConnect({ scope }: NodePlace): boolean {
  return scope.role !== "fork" && scope.role !== "function" && scope.nodes.length > 1;
}
