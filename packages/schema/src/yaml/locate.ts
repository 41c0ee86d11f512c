// Reference to span and back, over the syntax tree.

import type { TextRange } from "../diagnostic.ts";
import { joinReference, referenceTokens } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import type { LocateTarget } from "./source.ts";
import { entryOf } from "./syntax-tree.ts";
import type { SyntaxEntry, SyntaxNode } from "./syntax-tree.ts";

/** The entries from the root to a reference, outermost first; undefined where the text has no such node of its own. */
export function entryPath(root: SyntaxNode | undefined, reference: Reference): readonly SyntaxEntry[] | undefined {
  const path: SyntaxEntry[] = [];
  let node = root;
  for (const token of referenceTokens(reference)) {
    const entry: SyntaxEntry | undefined = node === undefined ? undefined : entryOf(node, token);
    if (entry === undefined) return undefined;
    path.push(entry);
    node = entry.value;
  }
  return path;
}

/** The node at a reference; undefined where there is none, or where it is only reached through an alias. */
export function nodeAt(root: SyntaxNode | undefined, reference: Reference): SyntaxNode | undefined {
  return reference === "" ? root : entryPath(root, reference)?.at(-1)?.value;
}

/** See `Source.locate`. What lies behind an alias is answered with the alias's own span. */
export function locate(
  root: SyntaxNode | undefined,
  reference: Reference,
  target: LocateTarget,
): TextRange | undefined {
  if (root === undefined) return undefined;
  let node = root;
  let entry: SyntaxEntry | undefined;
  for (const token of referenceTokens(reference)) {
    if (node.type === "alias") break;
    entry = entryOf(node, token);
    if (entry === undefined) return undefined;
    node = entry.value;
  }
  if (entry === undefined || target === "value") return { start: node.start, end: node.end };
  const key = entry.keyNode ?? { start: entry.start, end: entry.start + 1 };
  return target === "key" ? { start: key.start, end: key.end } : { start: entry.start, end: entry.end };
}

/** See `Source.referenceAt`. Blanks and a comment after a value on its line belong to the value. */
export function referenceAt(text: string, root: SyntaxNode | undefined, offset: number): Reference {
  let reference: Reference = "";
  let node = root;
  while (node !== undefined) {
    const entry: SyntaxEntry | undefined = entryAt(text, node, offset);
    if (entry === undefined) return reference;
    reference = joinReference(reference, entry.key);
    node = entry.value;
  }
  return reference;
}

function entryAt(text: string, node: SyntaxNode, offset: number): SyntaxEntry | undefined {
  let low = 0;
  let high = node.entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((node.entries[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const entry = node.entries[low];
  if (entry === undefined || entry.start > offset) return undefined;
  if (offset <= entry.end) return entry;
  return node.style === "block" && !text.slice(entry.end, offset).includes("\n") ? entry : undefined;
}
