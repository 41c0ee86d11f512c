// Strings and keys replaced in place, in the same quotes.

import type { TextEdit } from "../diagnostic.ts";
import { referenceTokens } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { entryPath, nodeAt } from "./locate.ts";
import type { Planning } from "./planning.ts";
import { printString } from "./print-scalar.ts";
import { printFlow } from "./print-value.ts";
import { replacedAt } from "./replaced-at.ts";
import { entryOf } from "./syntax-tree.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

/** Edits that give each string its new text. A string that is only reached through an alias has the alias written out. */
export function stringEdits(planning: Planning, strings: ReadonlyMap<Reference, string>): TextEdit[] {
  const edits: TextEdit[] = [];
  const values = new Map<SyntaxNode, ReturnType<typeof replacedAt>>();
  for (const [at, text] of strings) {
    const edit = scalarEdit(planning, at, text);
    if (edit !== undefined) edits.push(edit);
    else {
      const alias = aliasOn(planning.root, at);
      if (alias !== undefined)
        values.set(alias.node, replacedAt(values.get(alias.node) ?? alias.node.value, alias.rest, text));
    }
  }
  for (const [node, value] of values) {
    edits.push({ range: { start: node.start, end: node.end }, text: printFlow(value, planning.style) });
  }
  return edits;
}

/** The alias through which a reference leads, with the tokens behind it. */
function aliasOn(
  root: SyntaxNode | undefined,
  at: Reference,
): { readonly node: SyntaxNode; readonly rest: readonly string[] } | undefined {
  const tokens = referenceTokens(at);
  let node = root;
  while (node !== undefined && node.type !== "alias") {
    const token = tokens.shift();
    node = token === undefined ? undefined : entryOf(node, token)?.value;
  }
  return node === undefined ? undefined : { node, rest: tokens };
}

/** The edit that makes the scalar at a reference the given one-line text; undefined where no scalar of its own is there. */
function scalarEdit(planning: Planning, at: Reference, text: string): TextEdit | undefined {
  const path = entryPath(planning.root, at);
  const node = path?.at(-1)?.value;
  if (path === undefined || node === undefined || (node.type !== "scalar" && node.type !== "alias")) return undefined;
  const holder = path.length < 2 ? planning.root : path.at(-2)?.value;
  const flow = holder?.style === "flow";
  const style = node.style === "literal" || node.style === "folded" ? "double" : node.style;
  return { range: { start: node.start, end: node.end }, text: printString(text, style, flow) };
}

/** The edit that renames a key; undefined where it has no place of its own in the text. */
export function keyEdit(
  planning: Planning,
  at: Reference,
  print: (style: "plain" | "single" | "double", flow: boolean) => string,
): TextEdit | undefined {
  const key = entryPath(planning.root, at)?.at(-1)?.keyNode;
  if (key === undefined) return undefined;
  const style = key.style === "single" || key.style === "double" ? key.style : "plain";
  const holder = nodeAt(planning.root, at.slice(0, at.lastIndexOf("/")));
  return { range: { start: key.start, end: key.end }, text: print(style, holder?.style === "flow") };
}
