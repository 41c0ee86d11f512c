import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomDocument } from "../../test/hand-formatted.ts";
import { randomFrom } from "../../test/random.ts";
import { compileGraph } from "./compile-graph.ts";
import type { GraphScope } from "./graph.ts";
import { layoutGraph } from "./layout.ts";
import type { Box, Point } from "./layout-options.ts";

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const inside = (a: Box, b: Box): boolean =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
const around = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.max(0.01, Math.abs(a.x - b.x)),
  height: Math.max(0.01, Math.abs(a.y - b.y)),
});

function scopesOf(scope: GraphScope): GraphScope[] {
  return [scope, ...scope.nodes.flatMap((node) => node.scopes.flatMap(scopesOf))];
}

describe("layout", { timeout: 60_000 }, () => {
  test("[G7] [G8] [G9] cards do not overlap, nest in their tasks, and no edge crosses a card", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0 }), (seed) => {
        const graph = compileGraph(randomDocument(randomFrom(seed)));
        const layout = layoutGraph(graph);
        expect(layoutGraph(graph)).toEqual(layout);
        const page = { x: 0, y: 0, width: layout.width, height: layout.height };
        for (const scope of [graph.root, ...(graph.definitions ?? [])].flatMap(scopesOf)) {
          const area = layout.scopes.get(scope.list);
          if (area === undefined) throw new Error(`no area for ${scope.list}`);
          expect(inside(area, page)).toBe(true);
          const boxes = scope.nodes.map((node) => layout.nodes.get(node.id));
          for (const [i, box] of boxes.entries()) {
            if (box === undefined) throw new Error("every node has a box");
            expect(inside(box, area)).toBe(true);
            for (const other of boxes.slice(i + 1)) expect(other !== undefined && overlap(box, other)).toBe(false);
            for (const inner of scope.nodes[i]?.scopes ?? []) {
              const innerArea = layout.scopes.get(inner.list);
              expect(innerArea !== undefined && inside(innerArea, box) && innerArea.y >= box.y + box.header).toBe(true);
            }
          }
          const centres = boxes.map((box) => (box === undefined ? 0 : box.x + box.width / 2));
          if (scope.role !== "fork")
            expect(centres.every((centre) => Math.abs(centre - (centres[0] ?? 0)) < 0.01)).toBe(true);
          for (const edge of layout.edges.filter(({ list }) => list === scope.list)) {
            for (const [i, point] of edge.points.entries()) {
              expect(inside({ ...point, width: 0, height: 0 }, area)).toBe(true);
              const next = edge.points[i + 1];
              if (next === undefined) continue;
              expect(point.x === next.x || point.y === next.y).toBe(true);
              for (const box of boxes) expect(box !== undefined && overlap(around(point, next), box)).toBe(false);
            }
          }
          const gaps = layout.insertions.filter(({ list }) => list === scope.list);
          if (scope.role !== "function")
            expect(gaps.map(({ index }) => index)).toEqual(Array.from({ length: scope.nodes.length + 1 }, (_, i) => i));
          for (const gap of gaps)
            expect(boxes.some((box) => box !== undefined && overlap(box, { ...gap, width: 0.01, height: 0.01 }))).toBe(
              false,
            );
        }
        expect(layout.edges.length).toBe(
          [graph.root, ...(graph.definitions ?? [])].flatMap(scopesOf).flatMap(({ edges }) => edges).length,
        );
      }),
      { numRuns: 60 },
    );
  });

  test("[G8] a folded task is one card, and what is inside has no place", () => {
    const graph = compileGraph({ do: [{ a: { do: [{ b: { set: 1 } }] } }] });
    const layout = layoutGraph(graph, { folded: new Set(["/do/0/a"]) });
    expect([...layout.nodes.keys()]).toEqual(["/do/0/a"]);
    expect(layout.nodes.get("/do/0/a")).toMatchObject({ width: 240, height: 64, folded: true, container: false });
  });
});
