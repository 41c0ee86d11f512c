import { expect, test } from "vitest";
import { jsonValue } from "./json-value.ts";

test("a number that JSON.parse made infinite is refused, wherever it stands", () => {
  const accepted = ["1e308", '{"a": [1e400]}', "-1e999"].map((text) => jsonValue.safeParse(JSON.parse(text)).success);
  expect(accepted).toEqual([true, false, false]);
});

test("a hostile depth is refused before anything else looks at it", () => {
  const deep: unknown = JSON.parse("[".repeat(5000) + "]".repeat(5000));
  expect(jsonValue.safeParse(deep).error?.issues.map(({ message }) => message)).toEqual([
    "must be JSON, nested at most 200 levels deep",
  ]);
});
