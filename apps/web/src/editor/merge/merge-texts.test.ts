import { expect, test } from "vitest";
import { mergedText, mergeTexts } from "./merge-texts.ts";

const BASE = `do:
  - fetch:
      call: http
  - shape:
      set:
        a: 1
  - end:
      wait: PT1S
`;
const wait = (name: string) => `  - ${name}:\n      wait: PT5S\n`;

test("steps added at different places, and one that was changed, merge by themselves", () => {
  const mine = BASE.replace("  - shape:", `${wait("pause")}  - shape:`);
  const theirs = BASE.replace("PT1S", "PT9S");
  expect(mergedText(mergeTexts(BASE, mine, theirs))).toBe(mine.replace("PT1S", "PT9S"));
});

test("two steps added at one place are a conflict; both are kept by choosing both", () => {
  const chunks = mergeTexts(BASE, BASE + wait("mine"), BASE + wait("theirs"));
  expect(chunks.filter(({ type }) => type !== "same")).toEqual([
    { type: "conflict", base: "", mine: wait("mine"), theirs: wait("theirs") },
  ]);
  expect(mergedText(chunks)).toBeUndefined();
  expect(mergedText(chunks, ["both"])).toBe(BASE + wait("mine") + wait("theirs"));
  expect(mergedText(chunks, [{ text: wait("hand") }])).toBe(BASE + wait("hand"));
});

test("a step that one removed and the other added to is a conflict, though no line is the same", () => {
  const removed = BASE.replace("  - shape:\n      set:\n        a: 1\n", "");
  const added = BASE.replace("        a: 1\n", "        a: 1\n      then: end\n");
  expect(mergeTexts(BASE, removed, added).map(({ type }) => type)).toEqual(["same", "conflict", "same"]);
});

test("the same change on both sides is none to decide", () => {
  const changed = BASE.replace("PT1S", "PT9S");
  expect(mergeTexts(BASE, changed, changed).map(({ type }) => type)).toEqual(["same", "agreed"]);
});

test("lines do not run into each other where a text ends without a line end", () => {
  const base = "a: 1\n";
  expect(mergedText(mergeTexts(base, `${base}b: 2`, `${base}c: 3\n`), ["both"])).toBe("a: 1\nb: 2\nc: 3\n");
});

test("a text of 5,000 steps of the same lines is merged within a second, also where nothing is alike", () => {
  const steps = (value: (at: number) => number) =>
    Array.from({ length: 5000 }, (_, at) => `  - step${at}:\n      set:\n        a: ${value(at)}\n`).join("");
  const base = steps(() => 1);
  const start = performance.now();
  const merged = mergeTexts(
    base,
    steps((at) => (at === 10 ? 2 : 1)),
    steps((at) => (at === 4000 ? 3 : 1)),
  );
  expect(merged.map(({ type }) => type)).toEqual(["same", "mine", "same", "theirs", "same"]);
  const repeated = "set:\n".repeat(15_000);
  expect(mergeTexts(repeated, "get:\n".repeat(15_000), repeated).map(({ type }) => type)).toEqual(["mine"]);
  expect(performance.now() - start).toBeLessThan(5000);
});
