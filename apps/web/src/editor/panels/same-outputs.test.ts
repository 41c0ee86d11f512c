import { expect, test } from "vitest";
import { sameOutputs } from "./same-outputs.ts";

test("values are the same whatever the order of keys, and differ in number, order or value", () => {
  expect(sameOutputs([{ a: 1, b: [2] }, null], '{"b":[2],"a":1}\nnull\n')).toBe(true);
  expect([sameOutputs([1], "1\n2\n"), sameOutputs([1, 2], "2\n1\n"), sameOutputs(["1"], "1\n")]).toEqual([
    false,
    false,
    false,
  ]);
});
