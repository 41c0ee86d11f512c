// Where an arrow key leads: along the flow, not the pixels. Down and up follow the list, right enters a task's scope,
// left leaves it; side by side lanes (fork branches) are reached by left and right. Pure.

import type { GraphScope, Reference } from "@ironweave/schema";
import { sectionId } from "./flow-layout.ts";
import type { GraphIndex } from "./graph-index.ts";

/** A direction of travel. */
export type FlowDirection = "next" | "previous" | "into" | "out" | "first" | "last";

/** The task to go to, or undefined where there is none. `folded` tasks are not entered. */
export function flowNeighbour(
  index: GraphIndex,
  from: Reference,
  direction: FlowDirection,
  folded: ReadonlySet<Reference>,
): Reference | undefined {
  const place = index.places.get(from);
  if (place === undefined) return index.order[0];
  const { node, scope, parent } = place;
  switch (direction) {
    case "first":
      return scope.nodes[0]?.id;
    case "last":
      return scope.nodes.at(-1)?.id;
    case "out":
      return parent;
    case "into":
      return folded.has(from) ? undefined : node.scopes.find((inner) => inner.nodes.length > 0)?.nodes[0]?.id;
    case "next":
      return (
        scope.nodes[place.index + 1]?.id ??
        nextScopeEntry(index, parent, scope.list) ??
        following(index, parent) ??
        besideOf(index, from, 1, folded)?.nodes[0]?.id
      );
    case "previous":
      return (
        scope.nodes[place.index - 1]?.id ??
        previousScopeEnd(index, parent, scope.list) ??
        parent ??
        besideOf(index, from, -1, folded)?.nodes.at(-1)?.id
      );
  }
}

/** The flow and the sections beside it follow each other; the one before or after that of a task. */
function besideOf(
  index: GraphIndex,
  task: Reference,
  step: 1 | -1,
  folded: ReadonlySet<Reference>,
): GraphScope | undefined {
  const { root, definitions = [] } = index.graph;
  const lists = [root, ...definitions.filter(({ list }) => !folded.has(sectionId(list)))].filter(
    ({ nodes, list }) => nodes.length > 0 || task.startsWith(`${list}/`),
  );
  const at = lists.findIndex(({ list }) => task.startsWith(`${list}/`));
  return at < 0 ? undefined : lists[at + step];
}

function nextScopeEntry(index: GraphIndex, parent: Reference | undefined, list: Reference): Reference | undefined {
  const scopes = parent === undefined ? [] : (index.places.get(parent)?.node.scopes ?? []);
  const at = scopes.findIndex((scope) => scope.list === list);
  return scopes.slice(at + 1).find((scope) => scope.nodes.length > 0)?.nodes[0]?.id;
}

function previousScopeEnd(index: GraphIndex, parent: Reference | undefined, list: Reference): Reference | undefined {
  const scopes = parent === undefined ? [] : (index.places.get(parent)?.node.scopes ?? []);
  const at = scopes.findIndex((scope) => scope.list === list);
  return scopes
    .slice(0, Math.max(0, at))
    .findLast((scope) => scope.nodes.length > 0)
    ?.nodes.at(-1)?.id;
}

function following(index: GraphIndex, parent: Reference | undefined): Reference | undefined {
  if (parent === undefined) return undefined;
  const place = index.places.get(parent);
  if (place === undefined) return undefined;
  return place.scope.nodes[place.index + 1]?.id ?? following(index, place.parent);
}
