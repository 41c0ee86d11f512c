import { expect, test } from "vitest";
import { parseTheme } from "./theme.ts";

test("only light and dark are kept; anything else follows the system", () => {
  expect(["light", "dark", "system", "blue", undefined].map(parseTheme)).toEqual([
    "light",
    "dark",
    "system",
    "system",
    "system",
  ]);
});
