import { expect, test } from "vitest";
import { diffDocuments } from "./diff-documents.ts";

const wait = (seconds: number) => ({ wait: { seconds } });

test("a document does not differ from itself, whatever the order of its keys", () => {
  const document = { document: { name: "a", version: "1" }, do: [{ one: { set: { a: 1, b: 2 } } }] };
  const turned = { do: [{ one: { set: { b: 2, a: 1 } } }], document: { version: "1", name: "a" } };
  expect(diffDocuments(document, turned)).toEqual({
    tasks: [{ change: "same", name: "one", before: "/do/0/one", after: "/do/0/one", fields: [] }],
    parts: [],
  });
});

test("added, removed, changed and moved tasks are told apart", () => {
  const before = { do: [{ one: wait(1) }, { gone: wait(1) }, { three: wait(3) }] };
  const after = { do: [{ three: wait(3) }, { one: { ...wait(2), if: "${ .a }" } }, { fresh: { set: 1 } }] };
  expect(diffDocuments(before, after)).toEqual({
    tasks: [
      { change: "same", name: "three", before: "/do/2/three", after: "/do/0/three", fields: [] },
      { change: "changed", name: "one", before: "/do/0/one", after: "/do/1/one", fields: ["if", "wait"] },
      { change: "added", name: "fresh", after: "/do/2/fresh", fields: [] },
      { change: "removed", name: "gone", before: "/do/1/gone", fields: [] },
    ],
    parts: [],
  });
});

test("a change inside a scope is the inner task's; the catch's own fields are the outer's", () => {
  const trying = (seconds: number, as: string) => ({
    do: [{ first: wait(1) }, { safe: { try: [{ inner: wait(seconds) }], catch: { as, do: [{ mend: wait(1) }] } } }],
  });
  const { tasks } = diffDocuments({ do: trying(1, "e").do.slice(1) }, trying(2, "e"));
  expect(tasks.map(({ name, change }) => [name, change])).toEqual([
    ["first", "added"],
    ["safe", "same"],
    ["inner", "changed"],
    ["mend", "same"],
  ]);
  expect(diffDocuments(trying(1, "e"), trying(1, "f")).tasks[1]).toMatchObject({
    change: "changed",
    fields: ["catch"],
  });
});

test("a name that comes twice pairs in order; other parts of the document are named", () => {
  const before = { document: { version: "1" }, do: [{ a: wait(1) }, { a: wait(2) }] };
  const after = { document: { version: "2" }, input: {}, do: [{ a: wait(1) }] };
  expect(diffDocuments(before, after)).toEqual({
    tasks: [
      { change: "same", name: "a", before: "/do/0/a", after: "/do/0/a", fields: [] },
      { change: "removed", name: "a", before: "/do/1/a", fields: [] },
    ],
    parts: ["document", "input"],
  });
});

test("what is no document differs, and breaks nothing", () => {
  expect(diffDocuments(undefined, undefined)).toEqual({ tasks: [], parts: [] });
  expect(diffDocuments(null, { do: [] })).toEqual({ tasks: [], parts: [""] });
});

test("a task under another name is the same task: where it does the same, or nearly the same in the same place", () => {
  const ask = { call: "http", with: { method: "get", endpoint: "http://x" } };
  const before = { do: [{ a: wait(1) }, { ask }, { group: { do: [{ inner: wait(9) }] } }, { go: { set: { x: 1 } } }] };
  const after = {
    do: [
      { group2: { do: [{ inner: wait(9) }] } },
      { a: wait(1) },
      { fetch: { ...ask, with: { ...ask.with, method: "post" } } },
      { stay: { set: { y: 2 } } },
    ],
  };
  expect(
    diffDocuments(before, after).tasks.map(({ change, name, renamedFrom, fields }) => [
      change,
      name,
      renamedFrom,
      fields,
    ]),
  ).toEqual([
    ["renamed", "group2", "group", []],
    ["same", "inner", undefined, []],
    ["same", "a", undefined, []],
    ["changed", "fetch", "ask", ["with"]],
    ["added", "stay", undefined, []],
    ["removed", "go", undefined, []],
  ]);
});
