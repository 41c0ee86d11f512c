import { compileGraph, parseSource } from "@ironweave/schema";
import { expect, test } from "vitest";
import { indexGraph } from "./graph-index.ts";
import { noteOf, taskNotes } from "./task-notes.ts";

const notesOf = (text: string) => {
  const source = parseSource(text);
  const index = indexGraph(compileGraph(source.value));
  const found = taskNotes(source, index);
  // What is found by comments is what each task would say of itself.
  expect(
    new Map(index.order.flatMap((task) => [[task, noteOf(source, task)] as const]).filter(([, note]) => note)),
  ).toEqual(new Map(found));
  return Object.fromEntries([...found].map(([task, note]) => [task.split("/").at(-1), note]));
};
const HEAD = "document: { dsl: '1.0.3', namespace: n, name: w, version: '1.0.0' } # a header\n";

test("comments just above a task, and the one behind its name, are its note", () => {
  expect(
    notesOf(`${HEAD}# Above the list.
do:
  # First line.
  #   Second line.
  - first: # behind
      set: { a: '# no comment' } # behind a value
  # Parted by an empty line.

  - second:
      do:
        #
        # Inside.
        - "inner": { set: { b: 1 } } # behind the whole
  # After all.
`),
  ).toEqual({ first: "First line.\n  Second line.\nbehind", inner: "Inside." });
});

test("line ends of Windows are no part of a note, and a text without comments has none", () => {
  expect(notesOf(`${HEAD}do:\r\n  # Note.\r\n  - a: # more\r\n      set: { b: 1 }\r\n`)).toEqual({ a: "Note.\nmore" });
  expect(notesOf(`do:\n  - a: { set: { b: 1 } }\n`)).toEqual({});
});
