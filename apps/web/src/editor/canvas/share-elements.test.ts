import { compileGraph, parseSource, planEdit, type Edit, type Source } from "@ironweave/schema";
import { expect, test } from "vitest";
import { layoutFlow } from "../kernels/flow-layout.ts";
import { indexGraph } from "../kernels/graph-index.ts";
import { flowElements, type FlowElements } from "./flow-elements.ts";
import { shareElements } from "./share-elements.ts";

const TEXT = `do:
  - first:
      set: { a: 1 }
  - group:
      do:
        - one:
            wait: { seconds: 1 }
        - two:
            set: { b: 1 }
  - choose:
      switch:
        - yes: { when: .a, then: last }
        - other: { then: exit }
  - spread:
      fork:
        branches:
          - left: { set: { c: 1 } }
          - right: { set: { d: 1 } }
  - last:
      set: { e: 1 }
`;

function drawn({ value }: Source): FlowElements {
  const graph = compileGraph(value);
  return flowElements(layoutFlow(graph), indexGraph(graph), true);
}

/** What is drawn of the elements: without what a card does not show of the tasks around it. */
function shown({ nodes, edges }: FlowElements) {
  const looks = nodes.map((node) => {
    if (node.type !== "task") return node;
    const { scope, order: _order, ...place } = node.data.place;
    const around = { list: scope.list, role: scope.role, count: scope.nodes.length };
    return { ...node, data: { ...node.data, place: { ...place, around } } };
  });
  return { nodes: looks, edges };
}

function edited(edit: Edit) {
  const before = parseSource(TEXT);
  const result = planEdit(before, edit);
  if (!result.ok) throw new Error(result.diagnostic.message);
  const last = drawn(before);
  const next = drawn(result.plan.source);
  const shared = shareElements(last, next);
  expect(shown(shared)).toEqual(shown(next));
  const old = new Set<object>(last.nodes);
  return shared.nodes.filter((node) => !old.has(node)).map((node) => node.id);
}

test("a renamed task is the only new card, with what names it", () => {
  const changed = edited({ type: "rename-task", task: "/do/1/group/do/0/one", name: "renamed" });
  expect(changed.filter((id) => !id.startsWith("slot:"))).toEqual(["/do/1/group", "/do/1/group/do/0/renamed"]);
});

test("a field that a card shows makes a new card of it, and of the one that holds it", () => {
  expect(edited({ type: "set", at: "/do/1/group/do/0/one/wait/seconds", value: 2 })).toEqual([
    "/do/1/group",
    "/do/1/group/do/0/one",
  ]);
});

test("what stands above a change keeps its cards", () => {
  const changed = edited({ type: "insert-tasks", list: "/do", index: 4, tasks: [{ name: "new", task: { set: {} } }] });
  expect(changed).toContain("/do/4/new");
  expect(changed).toContain("/do/5/last");
  // One more in their list is said of each task of it; what they hold is as it was.
  expect(changed.filter((id) => id.includes("/group/do/"))).toEqual([]);
});

test("where nothing changed everything is kept", () => {
  const last = drawn(parseSource(TEXT));
  const shared = shareElements(last, drawn(parseSource(TEXT.replace("a: 1", "a:  1"))));
  expect(shared.edges).toBe(last.edges);
});
