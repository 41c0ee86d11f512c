// Items taken out of and put into a flow collection (`[a, b]`, `{a: 1}`, JSON), by characters.

import { columnOf, replaceSpan } from "./planning.ts";
import type { Planning } from "./planning.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

export interface FlowInsertion {
  readonly index: number;
  readonly texts: readonly string[];
}

/** True where the items of a flow collection stand on lines of their own. */
export function isMultiLine(planning: Planning, node: SyntaxNode): boolean {
  const first = node.entries[0];
  return first !== undefined && planning.text.slice(node.contentStart, first.start).includes("\n");
}

/** Plans removals and insertions in a bracketed collection; it may become empty or have been empty. */
export function editFlow(
  planning: Planning,
  node: SyntaxNode,
  removed: ReadonlySet<number>,
  insertions: readonly FlowInsertion[],
): void {
  const { entries } = node;
  const first = entries[0];
  const texts = insertions.flatMap((insertion) => insertion.texts);
  if (first === undefined || removed.size === entries.length) {
    const map = node.type === "map";
    const pad = map && planning.style.padded && texts.length > 0 ? " " : "";
    const body = pad + texts.join(", ") + pad;
    if (first === undefined || texts.length === 0) replaceSpan(planning, node.contentStart + 1, node.end - 1, body);
    else replaceSpan(planning, first.start, entries.at(-1)?.end ?? first.end, texts.join(separator(planning, node)));
    return;
  }
  for (let from = 0; from < entries.length; from++) {
    if (!removed.has(from)) continue;
    let to = from;
    while (removed.has(to + 1)) to++;
    const next = entries[to + 1];
    const start = next === undefined ? (entries[from - 1]?.end ?? node.contentStart + 1) : (entries[from]?.start ?? 0);
    replaceSpan(planning, start, next?.start ?? entries[to]?.end ?? start, "");
    from = to;
  }
  const between = separator(planning, node);
  for (const insertion of insertions) {
    let gap = insertion.index;
    while (removed.has(gap)) gap++;
    const before = entries[gap];
    if (before === undefined) {
      const end = entries.at(-1)?.end ?? node.end - 1;
      replaceSpan(planning, end, end, insertion.texts.map((text) => between + text).join(""));
    } else {
      replaceSpan(planning, before.start, before.start, insertion.texts.map((text) => text + between).join(""));
    }
  }
}

function separator(planning: Planning, node: SyntaxNode): string {
  const first = node.entries[0];
  if (first === undefined || !isMultiLine(planning, node)) return ", ";
  return `,${planning.style.eol}${" ".repeat(columnOf(planning, first.start))}`;
}
