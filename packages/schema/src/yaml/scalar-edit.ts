// One string in place of another scalar, in the same quotes.

import type { TextEdit } from "../diagnostic.ts";
import type { Reference } from "../document/reference.ts";
import { entryPath, nodeAt } from "./locate.ts";
import type { Planning } from "./planning.ts";
import { printString } from "./print-scalar.ts";

/** The edit that makes the scalar at a reference the given one-line text; undefined where no scalar of its own is there. */
export function scalarEdit(planning: Planning, at: Reference, text: string): TextEdit | undefined {
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
