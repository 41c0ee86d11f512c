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

test("a string of 8 MB is read, and so is its mistake", () => {
  const text = JSON.stringify({ blob: "x\n\u00e9".repeat(2_700_000) });
  expect(parseJson(text).ok).toBe(true);
  expect(parseJson(`${text}]`)).toEqual({
    ok: false,
    message: `This is not JSON: line 1, column ${text.length + 1}: “]” cannot stand here.`,
  });
});

test("what is over the limit is told in a sentence", () => {
  const message = "This is larger than 16 MB, the limit for an input.";
  expect([parseJson(`"${"x".repeat(17_000_000)}"`), parseJson(`"${"\u00e9".repeat(8_500_000)}"`)]).toEqual([
    { ok: false, message },
    { ok: false, message },
  ]);
});

test("nesting of any depth never throws", () => {
  expect(() => parseJson("[".repeat(100_000) + "]".repeat(100_000))).not.toThrow();
});

test("a number that cannot be kept is refused with its place", () => {
  expect([parseJson('{\n  "a": 1e400\n}'), parseJson("12345678901234567890")]).toEqual([
    { ok: false, message: expect.stringMatching(/^Line 2, column 8: The number 1e400 is outside/) },
    { ok: false, message: expect.stringMatching(/^Line 1, column 1: The number 12345678901234567890 has more digits/) },
  ]);
});
