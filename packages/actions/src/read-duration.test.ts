// Durations in arguments.

import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { readDuration } from "./read-duration.ts";

test.each<[Json | undefined, number | undefined]>([
  [undefined, undefined],
  ["PT30S", 30_000],
  ["PT1.5S", 1500],
  ["P1DT2H3M", 93_780_000],
  [{ seconds: 5 }, 5000],
  [{ minutes: 1, milliseconds: 1 }, 60_001],
])("%j is %j ms", (value, expected) => {
  expect(readDuration(value, "timeout")).toBe(expected);
});

test.each<[Json]>([["P"], ["PT"], ["30"], ["P1M"], ["PT0S"], [{}], [{ weeks: 1 }], [{ seconds: "1" }], [3], [[]]])(
  "%j is none",
  (value) => {
    expect(() => readDuration(value, "timeout")).toThrow("timeout must be a duration");
  },
);
