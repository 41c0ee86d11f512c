import { compileGraph, parseSource, type Graph } from "@ironweave/schema";
import { expect, test } from "vitest";
import { layoutFlow, type Box } from "./flow-layout.ts";
import { indexGraph, type GraphIndex } from "./graph-index.ts";
import { SIZES } from "./layout-sizes.ts";
import { SAMPLE } from "../../app/dev/sample.ts";

const graph = compileGraph(parseSource(SAMPLE).value);
const index = indexGraph(graph);

/** A list of `count` tasks, each third one a loop over two tasks, each fifth one jumping back. */
function generated(count: number): Graph {
  const tasks = Array.from({ length: count }, (_, at) => {
    const then = at % 5 === 4 ? `\n      then: t${at - 3}` : "";
    return at % 3 === 2
      ? `  - t${at}:\n      for: { each: x, in: .xs }\n      do:\n        - a: { set: { v: 1 } }\n        - b: { set: { v: 2 } }${then}\n`
      : `  - t${at}:\n      set: { v: ${at} }${then}\n`;
  });
  return compileGraph(parseSource(`do:\n${tasks.join("")}`).value);
}

/** Two functions, one of them with steps, and an extension with steps on either side. */
function withDefinitions(): Graph {
  const text = `use:
  functions: { one: { set: { a: 1 } }, two: { do: [{ inner: { set: { a: 1 } } }] } }
  extensions: [{ around: { extend: call, before: [{ b: { set: { a: 1 } } }], after: [{ c: { set: { a: 1 } } }] } }]
do: [{ first: { set: { a: 1 } } }]
`;
  return compileGraph(parseSource(text).value);
}

test("sections stand beside the flow, below each other; a folded one keeps its head only", () => {
  const open = layoutFlow(withDefinitions());
  const { nodes, sections } = layoutFlow(withDefinitions(), new Set(["#/use/functions"]));
  expect(sections.map(({ id, folded, height }) => [id, folded, height > 40])).toEqual([
    ["#/use/functions", true, false],
    ["#/use/extensions/0/around/before", false, true],
    ["#/use/extensions/0/around/after", false, true],
  ]);
  expect([...nodes.keys()].filter((id) => id.startsWith("/use/functions"))).toEqual([]);
  expect(nodes.get("/do/0/first")).toEqual(open.nodes.get("/do/0/first"));
  expect(open.slots.filter(({ reusable }) => reusable).map(({ list, index: at }) => [list, at])).toEqual([
    ["/use/functions", 2],
  ]);
  const right = (open.nodes.get("/do/0/first")?.x ?? 0) + (open.nodes.get("/do/0/first")?.width ?? 0);
  expect(open.sections.every(({ x }) => x > right)).toBe(true);
});

test.each([
  ["the sample", index],
  ["a generated workflow", indexGraph(generated(40))],
  ["a workflow with functions and extensions", indexGraph(withDefinitions())],
])(
  "in %s every task has one box, siblings do not overlap, and children lie inside their parent",
  (_, given: GraphIndex) => {
    const layout = layoutFlow(given.graph);
    expect([...layout.nodes.keys()].toSorted()).toEqual([...given.order].toSorted());
    for (const scope of given.scopes.values()) {
      const boxes = scope.nodes.map((node) => layout.nodes.get(node.id) as Box);
      for (const [at, box] of boxes.entries())
        for (const other of boxes.slice(at + 1)) expect(overlap(box, other)).toBe(false);
    }
    for (const { node, parent } of given.places.values()) {
      const outer = parent === undefined ? layout : layout.nodes.get(parent);
      expect(within(layout.nodes.get(node.id) as Box, { x: 0, y: 0, ...outer } as Box)).toBe(true);
    }
  },
);

test("every edge of the graph is drawn once, with right angles only", () => {
  const layout = layoutFlow(graph);
  const wanted = [...index.scopes.values()].filter(({ nodes }) => nodes.length > 0).flatMap(({ edges }) => edges);
  expect(layout.edges.map(({ edge }) => edge.id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
  for (const { points } of layout.edges)
    for (const [at, point] of points.slice(1).entries())
      expect(point.x === points[at]?.x || point.y === points[at]?.y).toBe(true);
});

test("there is a place to insert before, between and after all tasks of every list", () => {
  const slots = layoutFlow(graph).slots.map(({ list, index: at }) => `${list}#${at}`);
  const wanted = [...index.scopes.values()].flatMap(({ list, nodes }) =>
    Array.from({ length: nodes.length + 1 }, (_, at) => `${list}#${at}`),
  );
  expect(slots.toSorted()).toEqual(wanted.toSorted());
});

test("a folded task hides what it holds and takes the room of a card", () => {
  const layout = layoutFlow(graph, new Set(["/do/1/eachHost"]));
  expect(layout.nodes.has("/do/1/eachHost/do/0/check")).toBe(false);
  expect(layout.nodes.get("/do/1/eachHost")).toMatchObject({ folded: true, container: false, height: 58 });
});

test("what stands above an edit does not move", () => {
  const before = layoutFlow(generated(20)).nodes;
  const after = layoutFlow(generated(25)).nodes;
  for (const [id, box] of before) expect(after.get(id)?.y).toBe(box.y);
});

test("1,000 tasks are laid out in a few milliseconds", () => {
  const large = generated(600);
  layoutFlow(large);
  const start = performance.now();
  layoutFlow(large);
  expect(performance.now() - start).toBeLessThan(250);
});

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function within(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

test("a way out that leads nowhere has its row among the others, and makes room for it", () => {
  const text =
    "do: [{ pick: { switch: [{ a: { when: .a, then: gone } }, { b: { then: last } }] } }, { last: { set: 1, then: away } }]";
  const { nodes } = layoutFlow(compileGraph(parseSource(text).value));
  expect(
    [...nodes.values()].map(({ cases, height }) => [cases.map(({ label, kind }) => label ?? kind), height]),
  ).toEqual([
    [["a", "b"], expect.any(Number)],
    [["then"], expect.any(Number)],
  ]);
  const [pick, last] = [...nodes.values()].map(({ height }) => height);
  expect(Number(pick) - Number(last)).toBe(SIZES.caseHeight);
});
