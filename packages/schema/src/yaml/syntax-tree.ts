// The text as a tree of nodes with their exact spans: what locating and planning edits read.
// Spans are half-open UTF-16 offsets. The invariant: children lie inside their parent, in text order, without overlap.

import type { Json } from "@ironweave/jq";

export type NodeType = "map" | "seq" | "scalar" | "alias";

/** How a node is written. `empty` is a value that is not there (`a:`), which reads as null. */
export type NodeStyle = "block" | "flow" | "plain" | "single" | "double" | "literal" | "folded" | "empty" | "alias";

/** A member of a map (`key` is its name) or an item of a list (`key` is its index). */
export interface SyntaxEntry {
  readonly key: string | number;
  /** Absent for items of a list. */
  readonly keyNode?: SyntaxNode;
  /** Offset of `-`, `?` or the key, whatever comes first. */
  readonly start: number;
  /** Offset of `:`, or -1 for items of a list and for keys without one. */
  readonly colon: number;
  readonly value: SyntaxNode;
  readonly end: number;
}

export interface SyntaxNode {
  readonly type: NodeType;
  readonly style: NodeStyle;
  /** Begins with the anchor or tag, where there is one. */
  readonly start: number;
  /** Begins after anchor and tag. */
  readonly contentStart: number;
  /** Ends after the last character of content; line breaks that do not count are outside. */
  readonly end: number;
  /** The anchor's name on this node, or the name that an alias refers to. */
  readonly anchor?: string;
  readonly tagged: boolean;
  /** The content as JSON, aliases resolved (by sharing, not by copying). */
  readonly value: Json;
  /** Members or items in text order; empty for scalars and aliases. */
  readonly entries: readonly SyntaxEntry[];
}

/** The entry that a token names: the last of that name, as it is the one whose value counts. */
export function entryOf(node: SyntaxNode, token: string): SyntaxEntry | undefined {
  if (node.type === "seq") return /^(0|[1-9]\d*)$/.test(token) ? node.entries[Number(token)] : undefined;
  return node.type === "map" ? node.entries.findLast((entry) => entry.key === token) : undefined;
}
