// The drawing as the rows of a tree: tasks in reading order, and a row for each scope where a task has several. Pure.
// The invariant: every task of the graph that is not hidden by a folded one is exactly one row; ids are unique.

import type { GraphNode, GraphScope, Reference } from "@ironweave/schema";
import type { GraphIndex, NodePlace } from "./graph-index.ts";

/** One row. Scope rows have no `place` and cannot be selected. */
export interface OutlineRow {
  /** A task's reference, or a list's reference with `#` in front. */
  readonly id: string;
  /** The same while the task only changes its position, so that a row that moves stays the same element. */
  readonly key: string;
  /** From 1. */
  readonly level: number;
  readonly label: string;
  readonly place: NodePlace | undefined;
  /** Undefined for rows without children. */
  readonly expanded: boolean | undefined;
  readonly position: number;
  readonly siblings: number;
  readonly parent: string | undefined;
}

/** What is shown: folded tasks keep their children to themselves, except while `matches` looks for some. */
export interface OutlineView {
  readonly folded: ReadonlySet<Reference>;
  /** Only tasks that it holds for, with what they lie in. */
  readonly matches?: ((place: NodePlace) => boolean) | undefined;
}

/** The rows in the order in which they are read. */
export function outlineRows(index: GraphIndex, { folded, matches }: OutlineView): readonly OutlineRow[] {
  const wanted = matches === undefined ? undefined : withAncestors(index, matches);
  const rows: OutlineRow[] = [];
  const keys = new Set<string>();
  const keyOf = (named: string, id: string): string => {
    const key = keys.has(named) ? id : named;
    keys.add(key);
    return key;
  };
  const shown = (scope: GraphScope) => scope.nodes.filter(({ id }) => wanted?.has(id) ?? true);
  const visitNodes = (scope: GraphScope, level: number, parent: string | undefined, path: string): void => {
    const nodes = shown(scope);
    for (const [at, node] of nodes.entries()) {
      const scopes = node.scopes.filter((inner) => wanted === undefined || shown(inner).length > 0);
      const opens = scopes.length > 0;
      const key = keyOf(`${path}/${node.name}`, node.id);
      const expanded = opens ? wanted !== undefined || !folded.has(node.id) : undefined;
      rows.push({
        id: node.id,
        key,
        level,
        label: node.name,
        place: index.places.get(node.id),
        expanded,
        position: at + 1,
        siblings: nodes.length,
        parent,
      });
      if (expanded === true) visitScopes(node, scopes, level + 1, key);
    }
  };
  const visitScopes = (node: GraphNode, scopes: readonly GraphScope[], level: number, path: string): void => {
    const [only] = scopes;
    if (node.scopes.length === 1 && only !== undefined) return visitNodes(only, level, node.id, path);
    for (const [at, scope] of scopes.entries()) group(scope, level, node.id, path, [at + 1, scopes.length]);
  };
  const group = (
    scope: GraphScope,
    level: number,
    parent: string | undefined,
    path: string,
    [position, siblings]: readonly [number, number],
  ): void => {
    const id = `#${scope.list}`;
    const key = keyOf(`${path}#${scope.role}`, id);
    const expanded = wanted !== undefined || !folded.has(id);
    const label = scopeTitle(scope);
    rows.push({ id, key, level, label, place: undefined, expanded, position, siblings, parent });
    if (expanded) visitNodes(scope, level + 1, id, key);
  };
  visitNodes(index.graph.root, 1, undefined, "");
  const definitions = (index.graph.definitions ?? []).filter(
    (scope) => wanted === undefined || shown(scope).length > 0,
  );
  for (const [at, scope] of definitions.entries()) group(scope, 1, undefined, "", [at + 1, definitions.length]);
  return rows;
}

/** The name of a scope's row, and of a section beside the flow. */
export function scopeTitle(scope: GraphScope): string {
  if (scope.role === "function") return "Functions";
  return scope.title === "" ? scope.role : scope.title;
}

function withAncestors(index: GraphIndex, matches: (place: NodePlace) => boolean): ReadonlySet<Reference> {
  const wanted = new Set<Reference>();
  for (const [task, place] of index.places) {
    if (!matches(place)) continue;
    for (let each: Reference | undefined = task; each !== undefined; each = index.places.get(each)?.parent)
      wanted.add(each);
  }
  return wanted;
}
