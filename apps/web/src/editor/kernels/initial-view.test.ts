import type { JsonObject } from "@ironweave/jq";
import { expect, test } from "vitest";
import { compileGraph } from "@ironweave/schema";
import { layoutFlow } from "./flow-layout.ts";
import { initialView } from "./initial-view.ts";

const room = { width: 1000, height: 800 };

test("a small drawing is shown whole, in the middle, never enlarged", () => {
  expect(initialView({ width: 240, height: 140, start: { x: 120, y: 0 }, nodes: new Map() }, room)).toEqual({
    x: 380,
    y: 330,
    zoom: 1,
  });
});

test("a tall drawing begins at its top at a readable size", () => {
  const view = initialView({ width: 240, height: 9000, start: { x: 120, y: 0 }, nodes: new Map() }, room);
  expect(view).toEqual({ x: 416, y: 45, zoom: 0.7 });
});

test("asked to fit, it goes as far out as it must", () => {
  expect(initialView({ width: 240, height: 6980, start: { x: 120, y: 0 }, nodes: new Map() }, room, 0.1).zoom).toBe(
    0.1,
  );
});

test.each([560, 430, 358])("the start and the first cards of a wide drawing are whole in %s pixels", (width) => {
  const step = (name: string) => ({ [name]: { set: {} } });
  const branches = [step("one"), step("two"), step("three"), step("four")];
  const layout = layoutFlow(compileGraph({ do: [step("first"), { wide: { fork: { branches } } }] }));
  const view = initialView(layout, { width, height: 800 });
  const seen = (left: number, right: number) => left * view.zoom + view.x >= 0 && right * view.zoom + view.x <= width;
  const first = layout.nodes.get("/do/0/first");
  const wide = layout.nodes.get("/do/1/wide");
  expect([
    wide !== undefined && wide.width * view.zoom > width,
    view.x <= 24 && view.x + layout.width * view.zoom >= width - 24,
    seen(layout.start.x - 40, layout.start.x + 40),
    first !== undefined && seen(first.x, first.x + first.width),
  ]).toEqual([true, true, true, true]);
});

test("a container that is wider than the room begins with its name", () => {
  const loop: JsonObject = {
    loop: { for: { in: "." }, do: [{ wide: { fork: { branches: [{ a: { set: {} } }, { b: { set: {} } }] } } }] },
  };
  const layout = layoutFlow(compileGraph({ do: [loop] }));
  const view = initialView(layout, { width: 390, height: 800 });
  const box = layout.nodes.get("/do/0/loop");
  expect(box !== undefined && [box.width * view.zoom > 390, box.x * view.zoom + view.x >= 0]).toEqual([true, true]);
});
