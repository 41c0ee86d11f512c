// Aliases written out, where an edit would otherwise change what they mean or leave them without their anchor.

import type { TextEdit } from "../diagnostic.ts";
import type { Reference } from "../document/reference.ts";
import { entryPath } from "./locate.ts";
import type { Planning } from "./planning.ts";
import { printFlow } from "./print-value.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

/** Edits that replace each alias by its value where the alias, or the anchor it means, lies in or around a touched node. */
export function expandAliases(planning: Planning, touched: readonly Reference[]): TextEdit[] {
  const { root } = planning;
  if (root === undefined) return [];
  const spans = touched.map((reference) => {
    let path = entryPath(root, reference);
    for (let at = reference; path === undefined && at !== "";) {
      at = at.slice(0, at.lastIndexOf("/"));
      path = entryPath(root, at);
    }
    const entry = path?.at(-1);
    return entry === undefined ? { start: root.start, end: root.end } : { start: entry.start, end: entry.end };
  });
  const meets = (node: SyntaxNode): boolean => spans.some((span) => node.start < span.end && span.start < node.end);
  const anchored = new Set<string>();
  const aliases: SyntaxNode[] = [];
  const walk = (node: SyntaxNode): void => {
    if (node.type === "alias") aliases.push(node);
    else if (node.anchor !== undefined && meets(node)) anchored.add(node.anchor);
    for (const entry of node.entries) {
      if (entry.keyNode !== undefined) walk(entry.keyNode);
      walk(entry.value);
    }
  };
  walk(root);
  return aliases
    .filter((alias) => meets(alias) || anchored.has(alias.anchor ?? ""))
    .map((alias) => ({
      range: { start: alias.start, end: alias.end },
      text: printFlow(alias.value, planning.style),
    }));
}
