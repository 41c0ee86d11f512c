import { compileGraph, parseSource } from "@ironweave/schema";
import { expect, test } from "vitest";
import { layoutFlow } from "../kernels/flow-layout.ts";
import { indexGraph } from "../kernels/graph-index.ts";
import { flowElements } from "./flow-elements.ts";

const TEXT = `do:
  - first: { set: { a: 1 } }
  - group:
      do:
        - one: { wait: { seconds: 1 } }
  - choose:
      switch:
        - again: { when: .a, then: first }
        - other: { then: end }
`;

test("edges are called by the tasks they join, with the case that takes them", () => {
  const graph = compileGraph(parseSource(TEXT).value);
  const { edges } = flowElements(layoutFlow(graph), indexGraph(graph), false);
  expect(edges.map(({ ariaLabel }) => ariaLabel ?? "").toSorted()).toEqual([
    "choose back to first, case again",
    "choose to end, case other",
    "first to group",
    "group to choose",
    "one to end of group",
    "start of group to one",
    "start to first",
  ]);
});
