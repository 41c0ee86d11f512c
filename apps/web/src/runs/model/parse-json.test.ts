import { expect, test } from "vitest";
import { parseJson } from "./parse-json.ts";

test("empty text is no input", () => {
  expect(parseJson("  \n")).toEqual({ ok: true, value: null });
});

test("a mistake is told with its line and column", () => {
  const parsed = parseJson('{\n  "a": 1,\n  oops\n}');
  expect(parsed.ok).toBe(false);
  expect(parsed).toHaveProperty("message", expect.stringContaining("line 3, column 3"));
});

test("text that ends too early is told without a place", () => {
  expect(parseJson('{"a": ')).toEqual({ ok: false, message: expect.stringContaining("This is not JSON") });
});

test("a number that cannot be kept is refused", () => {
  expect([parseJson("[1e400]").ok, parseJson("12345678901234567890").ok, parseJson("1.5").ok]).toEqual([
    false,
    false,
    true,
  ]);
});
