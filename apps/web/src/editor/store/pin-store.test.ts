import { compileGraph, parseSource } from "@ironweave/schema";
import { expect, test } from "vitest";
import { indexGraph } from "../kernels/graph-index.ts";
import { createPinStore } from "./pin-store.ts";

function memory(entries: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(entries));
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function indexOf(...tasks: readonly string[]) {
  const text = `document: { dsl: '1.0.3', namespace: n, name: w, version: '1.0.0' }\ndo:\n${tasks
    .map((name) => `  - ${name}: { set: { a: 1 } }\n`)
    .join("")}`;
  return indexGraph(compileGraph(parseSource(text).value ?? null));
}

test("a pin outlives the page, and a step that moves in its list keeps it", () => {
  const storage = memory();
  createPinStore(storage, "w").pin("/do/1/ask", { state: "active" });
  const pins = createPinStore(storage, "w");
  expect([pins.of(indexOf("first", "ask")), pins.of(indexOf("ask"))]).toEqual([
    { "/do/1/ask": { state: "active" } },
    { "/do/0/ask": { state: "active" } },
  ]);
  pins.unpin("/do/0/ask");
  expect([pins.has("/do/1/ask"), storage.kept.size]).toEqual([false, 0]);
});

test("a renamed step keeps its pin, and has it back under the old name when that is undone", () => {
  const pins = createPinStore(memory(), "w");
  pins.pin("/do/1/ask", 1);
  const [before, after] = [indexOf("first", "ask"), indexOf("first", "question")];
  pins.carry(before, after);
  expect(pins.of(after)).toEqual({ "/do/1/question": 1 });
  pins.carry(after, before);
  expect(pins.of(before)).toEqual({ "/do/1/ask": 1 });
});

test("the pin of a deleted step is kept for the undo, and goes to no other step", () => {
  const pins = createPinStore(memory(), "w");
  pins.pin("/do/0/ask", 1);
  const [before, after] = [indexOf("ask", "other"), indexOf("other")];
  pins.carry(before, after);
  expect([pins.of(after), pins.of(before)]).toEqual([{}, { "/do/0/ask": 1 }]);
});

test("what is too large to keep is refused, and what cannot be read is forgotten", () => {
  const pins = createPinStore(memory({ "ironweave:pins:w": "{ broken" }), "w");
  expect([pins.getState().size, pins.pin("/do/0/a", "x".repeat(1_000_001)), pins.has("/do/0/a")]).toEqual([
    0,
    false,
    false,
  ]);
});

test("what another tab pins is there once the storage is read again", () => {
  const storage = memory();
  const [here, elsewhere] = [createPinStore(storage, "w"), createPinStore(storage, "w")];
  elsewhere.pin("/do/0/ask", { state: "active" });
  expect(here.has("/do/0/ask")).toBe(false);
  here.reload();
  expect(here.get("/do/3/ask")).toEqual({ state: "active" });
});
