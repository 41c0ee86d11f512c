// The edits that turn one text into another, line by line, so that cursors and marks outside of what differs stay. Pure.

import type { TextEdit } from "@ironweave/schema";
import { diffLines, linesOf } from "./diff-lines.ts";

/** Sorted, without overlaps; none where the texts are equal. */
export function lineEdits(before: string, after: string): readonly TextEdit[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const offsets = [0];
  for (const line of old) offsets.push((offsets.at(-1) ?? 0) + line.length);
  return diffLines(old, fresh).map(({ start, end, afterStart, afterEnd }) => ({
    range: { start: offsets[start] ?? before.length, end: offsets[end] ?? before.length },
    text: fresh.slice(afterStart, afterEnd).join(""),
  }));
}
