// Whether a span of text holds comments: a `#` that lies in no scalar. Asked before something would be printed anew.

import type { SyntaxNode } from "./syntax-tree.ts";

/** True where a comment stands in `[start, end)`, among or beside the nodes of `root`. */
export function hasComments(text: string, root: SyntaxNode | undefined, start: number, end: number): boolean {
  let at = start;
  let found = false;
  const leaf = (from: number, to: number): void => {
    if (from > at) found ||= text.slice(at, Math.min(from, end)).includes("#");
    at = Math.max(at, to);
  };
  const walk = (node: SyntaxNode): void => {
    if (found || node.end <= start || node.start >= end) return;
    if (node.entries.length === 0) leaf(node.start, node.end);
    for (const entry of node.entries) {
      if (entry.keyNode !== undefined) walk(entry.keyNode);
      walk(entry.value);
    }
  };
  if (root !== undefined) walk(root);
  return found || (at < end && text.slice(at, end).includes("#"));
}
