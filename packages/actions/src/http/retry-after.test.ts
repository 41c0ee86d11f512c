// When to ask again.

import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const NOW = Date.parse("2026-11-23T10:00:00Z");

test.each<[number, string | undefined, number | undefined]>([
  [429, "120", 120_000],
  [503, "0", 0],
  [503, "Mon, 23 Nov 2026 10:00:30 GMT", 30_000],
  [503, "Mon, 23 Nov 2026 09:00:00 GMT", 0],
  [503, "soon", undefined],
  [503, "-5", undefined],
  [503, "1.5", undefined],
  [503, undefined, undefined],
  [500, "120", undefined],
  [301, "120", undefined],
])("%i with %j is %j ms", (status, header, expected) => {
  const headers: Record<string, string> = header === undefined ? {} : { "retry-after": header };
  expect(retryAfterMs({ status, headers }, NOW)).toBe(expected);
});
