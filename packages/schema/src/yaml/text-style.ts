// How a text is written, so that what is added looks like what is there: indentation, lists, line breaks, quotes.

import type { SyntaxNode } from "./syntax-tree.ts";

export interface TextStyle {
  /** Columns from a key to the keys of its value. */
  readonly step: number;
  /** Columns from a key to the dashes of its list: 0, or `step`. */
  readonly dash: number;
  readonly eol: "\n" | "\r\n";
  /** True where the whole text is JSON: keys are quoted, nothing is in block style. */
  readonly json: boolean;
  /** False where texts of several lines are put in quotes: what follows on blank lines would become part of a literal block. */
  readonly literals: boolean;
  /** True where flow maps are written `{ a: 1 }`. */
  readonly padded: boolean;
}

/** The style of a text; two columns, lists indented, `\n` where the text gives no example. */
export function textStyle(text: string, root: SyntaxNode | undefined): TextStyle {
  const found: { step?: number; dash?: number } = {};
  const column = (offset: number): number => offset - (text.lastIndexOf("\n", offset - 1) + 1);
  const search = (node: SyntaxNode, depth: number): void => {
    if (node.style !== "block" || depth > 12) return;
    for (const entry of node.entries) {
      if (found.step !== undefined && found.dash !== undefined) return;
      const { value } = entry;
      const first = value.entries[0];
      if (value.style === "block" && first !== undefined && node.type === "map") {
        const delta = column(first.start) - column(entry.start);
        if (value.type === "seq") found.dash ??= Math.max(0, delta);
        else if (delta > 0) found.step ??= delta;
      }
      search(value, depth + 1);
    }
  };
  if (root !== undefined) search(root, 0);
  const step = found.step ?? 2;
  return {
    step,
    dash: found.dash ?? step,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
    literals: true,
    json: root?.style === "flow" && firstKey(root) !== "other",
    padded: !/\{[^\s}]/.test(text) || /\{ /.test(text),
  };
}

/** How the first key of a flow collection is written, or whether it has none. */
function firstKey(node: SyntaxNode): "double" | "other" | "none" {
  const [first] = node.entries;
  if (first === undefined) return "none";
  if (first.keyNode !== undefined) return first.keyNode.style === "double" ? "double" : "other";
  return first.value.style === "flow" ? firstKey(first.value) : "none";
}
