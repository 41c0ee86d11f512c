import { expect, test } from "vitest";
import { parseJson } from "./parse-json.ts";

test("JSON is read; nothing typed is an empty object", () => {
  expect([parseJson('{"a": [1]}'), parseJson("  ")]).toEqual([
    { ok: true, value: { a: [1] } },
    { ok: true, value: {} },
  ]);
});

test("a mistake is told with its line and column", () => {
  expect([parseJson('{\n  "a": x\n}'), parseJson('{"a": 1')]).toEqual([
    { ok: false, message: "This is not JSON: line 2, column 8: “x” cannot stand here." },
    { ok: false, message: "This is not JSON: line 1, column 8: it ends too early." },
  ]);
});
