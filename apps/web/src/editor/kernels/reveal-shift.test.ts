import { expect, test } from "vitest";
import { revealShift } from "./reveal-shift.ts";

const view = { width: 800, height: 600 };

test("what is in view stays where it is", () => {
  expect(revealShift({ x: 100, y: 100, width: 240, height: 58 }, view)).toEqual({ x: 0, y: 0 });
});

test("what is outside comes in by the smallest shift, with a margin", () => {
  expect(revealShift({ x: -300, y: 590, width: 240, height: 58 }, view)).toEqual({ x: 324, y: -72 });
});
