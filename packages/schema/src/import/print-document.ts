// The document as text: parts in the usual order with a blank line between them, and above each task the comment that stood
// above its state.

import type { Json, JsonObject } from "@ironweave/jq";
import { printBlock } from "../yaml/print-value.ts";
import type { Source } from "../yaml/source.ts";
import type { SyntaxNode } from "../yaml/syntax-tree.ts";
import { textStyle } from "../yaml/text-style.ts";
import type { BodyStep } from "./workflow-body.ts";

const STYLE = textStyle("", undefined);

/** The text, with a line break at its end. */
export function printDocument(
  head: JsonObject,
  steps: readonly BodyStep[],
  wrap: ((list: readonly Json[]) => readonly Json[]) | undefined,
  source: Source,
): string {
  const parts = Object.entries(head).map(([key, value]) => printBlock({ [key]: value }, 0, STYLE));
  const top = commentAbove(source, source.root?.entries[0]?.start ?? 0);
  const above = top.length > 0 ? `${top.join("\n")}\n` : "";
  if (wrap !== undefined) {
    const list = steps.map(({ name, task }): Json => ({ [name]: task }));
    return `${above}${[...parts, printBlock({ do: wrap(list) }, 0, STYLE)].join("\n\n")}\n`;
  }
  const list = steps.map(({ name, task, from }) => {
    const comment = from === undefined ? [] : commentAbove(source, stateStart(source, from));
    const block = printBlock([{ [name]: task }], 2, STYLE);
    return [...comment.map((line) => `  ${line}`), `  ${block}`].join("\n");
  });
  return `${above}${[...parts, `do:\n${list.join("\n")}`].join("\n\n")}\n`;
}

function stateStart(source: Source, path: readonly (string | number)[]): number {
  let node: SyntaxNode | undefined = source.root;
  let start = 0;
  for (const token of path) {
    const entry = node?.entries.find((each) => String(each.key).toLowerCase() === String(token).toLowerCase());
    if (entry === undefined) return start;
    start = entry.start;
    node = entry.value;
  }
  return start;
}

/** The lines of comment directly above an offset, without their indentation. */
function commentAbove(source: Source, offset: number): readonly string[] {
  const lines = source.text.slice(0, offset).split(/\r?\n/).slice(0, -1);
  const found: string[] = [];
  for (let line = lines.pop(); line !== undefined && /^\s*(?:#|$)/.test(line); line = lines.pop()) {
    if (line.trim() === "" && found.length > 0) break;
    if (line.trim() !== "") found.unshift(line.trim());
  }
  return found;
}
