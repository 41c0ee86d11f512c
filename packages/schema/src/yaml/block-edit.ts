// Items taken out of and put into a block collection, by whole lines. Knows nothing of tasks.
// The invariant: lines of items that stay are not touched, and blank lines go on separating items as they did.

import { blockExtents, isBlankLine } from "./block-extent.ts";
import type { Extent } from "./block-extent.ts";
import { replaceSpan } from "./planning.ts";
import type { Planning } from "./planning.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

/** Texts to put before the entry at `index`: whole lines without the last line break. One may begin with a blank line of its own. */
export interface BlockInsertion {
  readonly index: number;
  readonly texts: readonly string[];
}

/** Plans removals and insertions in a block collection that keeps at least one entry or gets one. */
export function editBlock(
  planning: Planning,
  node: SyntaxNode,
  removed: ReadonlySet<number>,
  insertions: readonly BlockInsertion[],
): void {
  const extents = blockExtents(planning, node);
  const { length } = extents;
  for (let from = 0; from < length; from++) {
    if (!removed.has(from)) continue;
    let to = from;
    while (removed.has(to + 1)) to++;
    removeRun(planning, node, extents, from, to);
    from = to;
  }
  for (const { index, texts } of insertions) {
    let gap = index;
    while (removed.has(gap)) gap++;
    insertAt(planning, extents, gap, texts);
  }
}

/** Blank lines directly above and below a span of lines. */
function blanksAround(
  planning: Planning,
  start: number,
  end: number,
): { readonly above: number; readonly below: number } {
  const { lines, text } = planning;
  let above = start;
  for (let line = lines.lineAt(start) - 1; line >= 0 && isBlankLine(planning, line); line--) above = lines.start(line);
  let below = end;
  for (let line = lines.lineAt(end); below < text.length && isBlankLine(planning, line); line++)
    below = lines.next(line);
  return { above, below };
}

function removeRun(planning: Planning, node: SyntaxNode, extents: readonly Extent[], from: number, to: number): void {
  const first = extents[from];
  const last = extents[to];
  if (first === undefined || last === undefined) return;
  if (!first.ownLine) {
    removeInlineRun(planning, node, extents, from, to);
    return;
  }
  let { start } = first;
  let { end } = last;
  const { above, below } = blanksAround(planning, start, end);
  const previousEnd = extents[from - 1]?.end ?? 0;
  if (from === 0 && to === extents.length - 1) {
    // All go, and something takes their place: the blank lines around belong to the list.
  } else if (to === extents.length - 1) {
    // The last of the list: the blank lines that set it off go with it, those that end the list stay.
    if (above >= previousEnd) start = above;
  } else if (below > end && (above < start || from === 0)) end = below;
  if (last.open && start > 0) start -= planning.text[start - 2] === "\r" ? 2 : 1;
  replaceSpan(planning, start, end, "");
}

/** The first entry stands behind a dash: what follows takes its place on that line. */
function removeInlineRun(
  planning: Planning,
  node: SyntaxNode,
  extents: readonly Extent[],
  from: number,
  to: number,
): void {
  const entry = node.entries[from];
  const next = node.entries[to + 1];
  const after = extents[to + 1];
  if (entry === undefined) return;
  if (next === undefined || after === undefined) {
    replaceSpan(planning, entry.start, node.entries[to]?.end ?? entry.end, "");
    return;
  }
  const comment = planning.text.slice(after.start, next.start).trim() !== "";
  replaceSpan(planning, entry.start, comment ? after.start : next.start, comment ? planning.style.eol : "");
}

function insertAt(planning: Planning, extents: readonly Extent[], gap: number, texts: readonly string[]): void {
  const { eol } = planning.style;
  const spaced = isSpaced(planning, extents, gap);
  const apart = texts.map((text) => (spaced && text.startsWith(eol) ? text.slice(eol.length) : text));
  const body = apart.join(spaced ? eol + eol : eol);
  const before = extents[gap];
  if (before !== undefined) {
    replaceSpan(planning, before.start, before.start, body + eol + (spaced ? eol : ""));
    return;
  }
  const last = extents.at(-1);
  const end = last?.end ?? 0;
  const lead = (last?.open === true ? eol : "") + (spaced ? eol : "");
  replaceSpan(planning, end, end, lead + body + (last?.open === true ? "" : eol));
}

/** True where the neighbours of a gap are set apart by blank lines (at the ends: those of the nearest gap). */
function isSpaced(planning: Planning, extents: readonly Extent[], gap: number): boolean {
  const right = Math.min(Math.max(gap, 1), extents.length - 1);
  const [a, b] = [extents[right - 1], extents[right]];
  if (a === undefined || b === undefined || right < 1) return false;
  return planning.text.slice(a.end, b.start).includes("\n");
}
