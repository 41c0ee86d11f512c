// Nodes of a syntax tree at another offset. What lies inside a node is moved when it is asked for, as most is never asked for.
// The invariant: nothing of the given tree changes, and a node that is moved often is one step away from where it was parsed.

import type { SyntaxEntry, SyntaxNode } from "./syntax-tree.ts";

const origins = new WeakMap<SyntaxNode, { readonly node: SyntaxNode; readonly by: number }>();

/** The same node, `by` characters further on; its value is shared. */
function shiftedNode(moved: SyntaxNode, distance: number): SyntaxNode {
  if (distance === 0) return moved;
  const origin = origins.get(moved);
  const node = origin?.node ?? moved;
  const by = (origin?.by ?? 0) + distance;
  if (by === 0) return node;
  let entries: readonly SyntaxEntry[] | undefined;
  const shifted: SyntaxNode = {
    ...node,
    start: node.start + by,
    contentStart: node.contentStart + by,
    end: node.end + by,
    get entries() {
      entries ??= node.entries.map((entry) => shiftedEntry(entry, by, entry.key));
      return entries;
    },
  };
  origins.set(shifted, { node, by });
  return shifted;
}

/** The same entry, `by` characters further on, under a key (an index, in a list) of its own. */
export function shiftedEntry(entry: SyntaxEntry, by: number, key: string | number): SyntaxEntry {
  if (by === 0 && key === entry.key) return entry;
  const { keyNode, start, colon, value, end } = entry;
  return {
    key,
    ...(keyNode !== undefined && { keyNode: shiftedNode(keyNode, by) }),
    start: start + by,
    colon: colon < 0 ? colon : colon + by,
    value: shiftedNode(value, by),
    end: end + by,
  };
}
