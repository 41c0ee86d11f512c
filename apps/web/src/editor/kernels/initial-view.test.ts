import { expect, test } from "vitest";
import { initialView } from "./initial-view.ts";

const room = { width: 1000, height: 800 };

test("a small drawing is shown whole, in the middle, never enlarged", () => {
  expect(initialView({ width: 240, height: 140, start: { x: 120, y: 0 } }, room)).toEqual({ x: 380, y: 330, zoom: 1 });
});

test("a tall drawing begins at its top at a readable size", () => {
  const view = initialView({ width: 240, height: 9000, start: { x: 120, y: 0 } }, room);
  expect(view).toEqual({ x: 416, y: 45, zoom: 0.7 });
});

test("asked to fit, it goes as far out as it must", () => {
  expect(initialView({ width: 240, height: 6980, start: { x: 120, y: 0 } }, room, 0.1).zoom).toBe(0.1);
});
