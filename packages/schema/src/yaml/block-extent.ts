// Which lines belong to an item of a block collection: its own, the comments directly above it, and those inside it below.
// The invariant: extents of neighbours never overlap; what lies between them (blank lines, lone comments) belongs to nobody.

import type { SyntaxEntry, SyntaxNode } from "./syntax-tree.ts";
import type { Planning } from "./planning.ts";

/** Half-open span of whole lines. `start` is a line start (or the item itself where it begins inside a line). */
export interface Extent {
  readonly start: number;
  readonly end: number;
  /** False where the item begins behind something else on its line (`- a: 1`). */
  readonly ownLine: boolean;
  /** True where the last line has no line break (the text ends there). */
  readonly open: boolean;
}

const COMMENT = /^[ \t]*#/;

/** True where a line holds nothing but blanks. */
export function isBlankLine(planning: Planning, line: number): boolean {
  return planning.text.slice(planning.lines.start(line), planning.lines.end(line)).trim() === "";
}

/** The extents of all entries of a block collection, in order. Found once in a planning. */
export function blockExtents(planning: Planning, node: SyntaxNode): readonly Extent[] {
  const known = planning.extents.get(node);
  if (known !== undefined) return known;
  const extents: Extent[] = [];
  planning.extents.set(node, extents);
  for (const [index, entry] of node.entries.entries()) {
    const previousEnd = extents.at(-1)?.end ?? 0;
    extents.push(extentOf(planning, entry, previousEnd, node.entries[index + 1]));
  }
  return extents;
}

function extentOf(
  planning: Planning,
  entry: SyntaxEntry,
  previousEnd: number,
  following: SyntaxEntry | undefined,
): Extent {
  const { text, lines } = planning;
  let line = lines.lineAt(entry.start);
  const column = entry.start - lines.start(line);
  const ownLine = text.slice(lines.start(line), entry.start).trim() === "";
  let start = ownLine ? lines.start(line) : entry.start;
  const highest = ownLine ? previousEnd : entry.start;
  while (line > 0 && lines.start(line - 1) >= highest) {
    const above = text.slice(lines.start(line - 1), lines.end(line - 1));
    if (!COMMENT.test(above) || above.length - above.trimStart().length > column) break;
    line--;
    start = lines.start(line);
  }
  const endsLine = text[entry.end - 1] === "\n";
  let last = lines.lineAt(endsLine ? entry.end - 1 : entry.end);
  const limit = following === undefined ? lines.count : lines.lineAt(following.start);
  while (last + 1 < limit) {
    const below = text.slice(lines.start(last + 1), lines.end(last + 1));
    if (!COMMENT.test(below) || below.length - below.trimStart().length <= column) break;
    last++;
  }
  const end = lines.next(last);
  return { start, end, ownLine, open: end === text.length && text[end - 1] !== "\n" };
}
