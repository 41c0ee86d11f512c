// From a place in the decoded text of a YAML scalar back to its place in the source.

import type { TextRange } from "../diagnostic.ts";

/**
 * The source offset of character `offset` of the scalar that stands at `range`, or undefined where it cannot be told
 * (double-quoted text with escapes before it, folded lines). Exact for plain and quoted scalars on one line and for
 * literal blocks.
 */
export function scalarOffset(source: string, range: TextRange, offset: number): number | undefined {
  const written = source.slice(range.start, range.end);
  const first = written[0];
  if (first === "|") return literalOffset(written, range.start, offset);
  if (first === ">" || written.includes("\n")) return undefined;
  if (first === "'") {
    let at = 1;
    for (let count = 0; count < offset; count += 1) at += written.startsWith("''", at) ? 2 : 1;
    return range.start + at;
  }
  if (first === '"') return written.slice(0, offset + 1).includes("\\") ? undefined : range.start + 1 + offset;
  return range.start + offset;
}

function literalOffset(written: string, start: number, offset: number): number | undefined {
  const lines = written.split("\n");
  const body = lines.slice(1);
  const indent = Math.min(...body.filter((line) => line.trim() !== "").map((line) => line.search(/\S/u)));
  if (!Number.isFinite(indent)) return undefined;
  let decoded = 0;
  let at = start + (lines[0]?.length ?? 0) + 1;
  for (const line of body) {
    const length = Math.max(0, line.length - indent);
    if (offset <= decoded + length) return at + Math.min(line.length, indent) + (offset - decoded);
    decoded += length + 1;
    at += line.length + 1;
  }
  return undefined;
}
