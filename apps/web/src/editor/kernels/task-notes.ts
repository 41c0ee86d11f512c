// The comments that belong to tasks: the lines of comment just above a task, and the one behind its name. Read from the text, since
// a document's value has no comments. Pure. The same lines go with a task when it is moved (SPEC of the schema package, rule Y4).

import type { Reference, Source } from "@ironweave/schema";
import { taskAt, type GraphIndex } from "./graph-index.ts";

/** Notes by task; tasks without a comment are left out. Costs what the comments cost, not what the tasks do. */
export function taskNotes(source: Source, index: GraphIndex): ReadonlyMap<Reference, string> {
  const notes = new Map<Reference, string>();
  // Lines of a list that follow a comment or hold one; whether it is a task's own is asked of the syntax tree.
  for (const match of source.text.matchAll(
    /^[ \t]*#.*\n[ \t]*-[ \t]+(?=[^\s#])|^[ \t]*-[ \t]+(?=[^\s#][^\n#]*:[ \t]+#)/gmu,
  )) {
    const offset = match.index + match[0].length;
    const task = taskAt(index, source.referenceAt(offset));
    if (task === undefined || source.locate(task, "key")?.start !== offset) continue;
    const note = noteOf(source, task);
    if (note !== undefined) notes.set(task, note);
  }
  return notes;
}

/** The note of one task, or undefined where it has none. */
export function noteOf(source: Source, task: Reference): string | undefined {
  const { text } = source;
  const key = source.locate(task, "key");
  if (key === undefined) return undefined;
  const note = [...commentAbove(text, key.start), ...commentBehind(text, key.end)].join("\n");
  return note === "" ? undefined : note;
}

/** Whole lines of comment that end right above the line of an offset. */
function commentAbove(text: string, offset: number): readonly string[] {
  const lines: string[] = [];
  let end = text.lastIndexOf("\n", offset - 1);
  while (end > 0) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const comment = /^[ \t]*#[ \t]?(.*?)\r?$/u.exec(text.slice(start, end));
    if (comment?.[1] === undefined) break;
    lines.unshift(comment[1].trimEnd());
    end = start - 1;
  }
  return lines.filter((line) => line !== "");
}

/** What stands behind the name's colon, where nothing but a comment does. */
function commentBehind(text: string, offset: number): readonly string[] {
  const end = text.indexOf("\n", offset);
  const rest = text.slice(offset, end < 0 ? text.length : end);
  const comment = /^["']?:[ \t]+#[ \t]?(.*?)\r?$/u.exec(rest);
  return comment?.[1] === undefined || comment[1].trim() === "" ? [] : [comment[1].trim()];
}
