import { compileGraph, parseSource } from "@ironweave/schema";
import { assert, property, subarray } from "fast-check";
import { expect, test } from "vitest";
import { indexGraph } from "./graph-index.ts";
import { outlineRows, type OutlineView } from "./outline-rows.ts";

const TEXT = `document: { dsl: '1.0.3', namespace: n, name: w, version: '1.0.0' }
use: { functions: { help: { set: { a: 1 } } } }
do:
  - first: { set: { a: 1 } }
  - guarded:
      try:
        - loop: { for: { each: x, in: .xs }, do: [{ inner: { set: { b: 1 } } }] }
      catch: { do: [{ tell: { set: { c: 1 } } }] }
  - last: { wait: { seconds: 1 } }
`;
const index = indexGraph(compileGraph(parseSource(TEXT).value));
const lines = (view: OutlineView) =>
  outlineRows(index, view).map(({ level, label, expanded, position, siblings }) =>
    [
      " ".repeat(level - 1),
      label,
      expanded === undefined ? "" : expanded ? " v" : " >",
      ` ${position}/${siblings}`,
    ].join(""),
  );

test("tasks stand below what they lie in; a scope has a row where its task has several", () => {
  expect(lines({ folded: new Set() })).toEqual([
    "first 1/3",
    "guarded v 2/3",
    " try v 1/2",
    "  loop v 1/1",
    "   inner 1/1",
    " catch any error v 2/2",
    "  tell 1/1",
    "last 3/3",
    "Functions v 1/1",
    " help 1/1",
  ]);
});

test("a folded task keeps its children to itself, and a search opens it for what it finds", () => {
  const folded = new Set(["/do/1/guarded"]);
  expect(lines({ folded }).slice(0, 3)).toEqual(["first 1/3", "guarded > 2/3", "last 3/3"]);
  expect(lines({ folded, matches: ({ node }) => node.name === "tell" })).toEqual([
    "guarded v 1/1",
    " catch any error v 1/1",
    "  tell 1/1",
  ]);
});

test("whatever is folded, ids and keys are unique, and a row's parent stands above it", () => {
  const all = [...index.places.keys(), "#/do/1/guarded/try", "#/do/1/guarded/catch/do"];
  assert(
    property(subarray(all), (folded) => {
      const rows = outlineRows(index, { folded: new Set(folded) });
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      for (const [at, { parent, level }] of rows.entries()) {
        const above = rows.slice(0, at).findLast((row) => row.level < level);
        expect(above?.id).toBe(parent);
      }
    }),
  );
});

test("a task that moves within its list keeps its key", () => {
  const moved = TEXT.replace("  - last: { wait: { seconds: 1 } }\n", "").replace(
    "  - first",
    "  - last: { wait: { seconds: 1 } }\n  - first",
  );
  const keyOf = (text: string) =>
    outlineRows(indexGraph(compileGraph(parseSource(text).value)), { folded: new Set() }).find(
      ({ label }) => label === "last",
    )?.key;
  expect(keyOf(moved)).toBe(keyOf(TEXT));
});
