// What every planner needs: the source, its lines and style, and where to put the edits.

import type { TextEdit, TextRange } from "../diagnostic.ts";
import type { Extent } from "./block-extent.ts";
import type { SyntaxNode } from "./syntax-tree.ts";
import type { TextLines } from "./text-lines.ts";
import type { TextStyle } from "./text-style.ts";

export interface Planning {
  readonly text: string;
  readonly lines: TextLines;
  readonly style: TextStyle;
  readonly root: SyntaxNode | undefined;
  readonly edits: TextEdit[];
  /** What `blockExtents` has found already. */
  readonly extents: Map<SyntaxNode, readonly Extent[]>;
}

/** Notes a replacement of `[start, end)`. */
export function replaceSpan(planning: Planning, start: number, end: number, text: string): void {
  planning.edits.push({ range: { start, end }, text });
}

/** The column of an offset in its line. */
export function columnOf(planning: Planning, offset: number): number {
  return offset - planning.lines.start(planning.lines.lineAt(offset));
}

/** True where two spans share a character. */
export function overlaps(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}
