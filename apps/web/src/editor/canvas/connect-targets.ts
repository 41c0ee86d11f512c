// The tasks that a task's `then` may lead to: its siblings, and itself. Jumps never cross scopes (the language forbids it).

import type { Reference } from "@ironweave/schema";
import type { GraphIndex } from "../kernels/graph-index.ts";

/** References of the tasks of the same list, in order; none in a fork, where branches do not flow into each other. */
export function connectTargets(index: GraphIndex, from: Reference): readonly Reference[] {
  const scope = index.places.get(from)?.scope;
  if (scope === undefined || scope.role === "fork") return [];
  return scope.nodes.filter((node) => node.id !== from).map((node) => node.id);
}
