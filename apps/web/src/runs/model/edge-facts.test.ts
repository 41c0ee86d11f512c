import { compileGraph } from "@ironweave/schema";
import type { RunEventHead } from "@ironweave/schema/run";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { dryRun } from "../../editor/dry-run/dry-run.ts";
import { indexGraph } from "../../editor/kernels/graph-index.ts";
import { followEdges } from "./edge-facts.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: n, name: w, version: '1.0.0' }\n";

async function ran(tasks: string, input: object = {}) {
  const document = load(HEAD + tasks) as never;
  const { events } = await dryRun({ document, input: input as never, mocks: {}, events: [], pins: {} });
  const edges = followEdges(indexGraph(compileGraph(document)));
  const taken = (count = events.length, of: readonly RunEventHead[] = events) =>
    Object.fromEntries(
      [...edges(of, count)].map(([id, { path, executions }]) => [
        id,
        executions === undefined ? path : [path, executions],
      ]),
    );
  return { events, taken };
}

const COUNTING = `do:
  - begin: { set: { n: 0 } }
  - count: { set: { n: "\${ .n + 1 }" } }
  - enough: { switch: [{ again: { when: .n < 3, then: count } }, { done: { then: end } }] }
  - never: { set: {} }
`;

test("the edges taken, those not taken, and how often a loop went round", async () => {
  const { taken } = await ran(COUNTING);
  expect(taken()).toEqual({
    "/do#start": ["taken", 1],
    "/do/0/begin#next": ["taken", 1],
    "/do/1/count#next": ["taken", 3],
    "/do/2/enough#case/0": ["taken", 2],
    "/do/2/enough#case/1": ["taken", 1],
    "/do/3/never#next": "untaken",
  });
});

test("an edge into a step that runs at the moment is active, and going back shows the way as it was then", async () => {
  const { events, taken } = await ran(COUNTING);
  taken();
  const started = events.findIndex((event) => event.type === "task.started" && event.name === "count");
  expect(taken(started + 1)).toMatchObject({
    "/do/0/begin#next": ["active", 1],
    "/do/1/count#next": "untaken",
  });
  expect(taken(0)).toEqual({});
  expect(taken()).toMatchObject({ "/do/1/count#next": ["taken", 3] });
});

test("event by event gives what all at once gives, also after the journal was rewritten", async () => {
  const { events, taken } = await ran(COUNTING);
  const all = taken();
  for (let count = 0; count <= events.length; count += 1) taken(count);
  expect(taken()).toEqual(all);
  const short = events.slice(0, 4).map((event) => ({ ...event }));
  expect(taken(4, short)).toEqual((await ran(COUNTING)).taken(4));
});

test("of two cases that lead to one step neither is said to be the one", async () => {
  const { taken } = await ran(
    "do: [{ pick: { switch: [{ a: { when: .n == 1, then: done } }, { b: { then: done } }] } }, { done: { set: {} } }]",
    { n: 1 },
  );
  expect(taken()).toMatchObject({ "/do/0/pick#case/0": ["maybe", 1], "/do/0/pick#case/1": ["maybe", 1] });
});

test("the way ends at the step that failed, and goes on where a fault is caught", async () => {
  const raise = "{ raise: { error: { type: 'https://example.com/e', status: 500 } } }";
  const uncaught = await ran(`do: [{ a: { set: {} } }, { b: { do: [{ c: ${raise} }] } }, { d: { set: {} } }]`);
  expect(uncaught.taken()).toEqual({
    "/do#start": ["taken", 1],
    "/do/0/a#next": ["taken", 1],
    "/do/1/b/do#start": ["taken", 1],
    "/do/1/b#next": "untaken",
    "/do/2/d#next": "untaken",
  });
  const caught = await ran(`do: [{ b: { try: [{ c: ${raise} }], catch: { do: [{ e: { set: {} } }] } } }]`);
  expect(caught.taken()).toEqual({
    "/do#start": ["taken", 1],
    "/do/0/b/try#start": ["taken", 1],
    "/do/0/b/catch/do#start": ["taken", 1],
    "/do/0/b/catch/do/0/e#next": ["taken", 1],
    "/do/0/b#next": ["taken", 1],
  });
});
