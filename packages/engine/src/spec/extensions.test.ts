// SPEC.md, X1 and X2: extensions; J: the journal.

import { expect, test } from "vitest";
import type { Json } from "@ironweave/jq";
import { standardFault } from "../errors/workflow-fault.ts";
import { outputOf } from "../testing/outcomes.ts";
import { runYaml } from "../testing/run-yaml.ts";

const extended = (extension: string, tasks: string) => `use: { extensions: [ { e: ${extension} } ] }\ndo: [ ${tasks} ]`;

test("[X1] extensions run around what they extend, and what they give is dropped", async () => {
  const yaml = extended(
    "{ extend: set, before: [ { b: { wait: PT1S, output: { as: '{ lost: 1 }' } } } ], after: [ { c: { wait: PT1S, output: { as: '{ lost: 2 }' } } } ] }",
    "{ a: { set: { x: '${ .n }' } } }, { d: { wait: PT1S } }",
  );
  const { outcome, tasks } = await runYaml(yaml, { n: 1 });
  expect(outcome).toEqual({ status: "completed", output: { x: 1 } });
  expect(tasks).toEqual(["a", "b", "c", "d"]);
});

test("[X1] when decides, with the definition's fields beside $task's own", async () => {
  const yaml = extended(
    "{ extend: all, when: '$task.with.mock == true and $task.name == \"a\"', before: [ { b: { set: 1, then: exit } } ] }",
    "{ a: { call: http, with: { mock: true } } }",
  );
  expect(await outputOf(yaml)).toBe(1);
});

test("[X2] exit in before replaces the task; its then and output still apply", async () => {
  const yaml = extended(
    "{ extend: call, before: [ { m: { set: { content: mocked, of: '${ $task.reference }' }, then: exit } } ] }",
    "{ a: { call: http, with: {}, output: { as: '[.content, .of]' }, then: c } }, { b: { set: 1 } }, { c: { set: { got: '${ . }' } } }",
  );
  const { outcome, tasks, host } = await runYaml(yaml);
  expect(outcome).toEqual({ status: "completed", output: { got: ["mocked", "/do/0/a"] } });
  expect([tasks, host.calls]).toEqual([["a", "m", "c"], []]);
});

test("[X2] extensions are not extended", async () => {
  const yaml = extended("{ extend: all, before: [ { b: { set: 1 } } ] }", "{ a: { set: 2 } }");
  expect((await runYaml(yaml)).tasks).toEqual(["a", "b"]);
});

test("[J1] the journal of a small run", async () => {
  const yaml = `do: [ { a: { input: { from: .n }, set: { x: '\${ . }' }, output: { as: .x } } }, { s: { if: 'false', set: 1 } } ]`;
  const { events } = await runYaml(yaml, { n: 1 }, { startAt: 5 });
  const a = { task: "/do/0/a", name: "a", execution: 1, iteration: [], attempt: 1 };
  expect(events).toEqual([
    { seq: 1, at: 5, type: "workflow.started", input: { n: 1 }, dsl: "1.0.3", engine: "0.1.0" },
    { seq: 2, at: 5, type: "task.started", input: { n: 1 }, ...a },
    { seq: 3, at: 5, type: "task.completed", output: 1, ...a },
    { seq: 4, at: 5, type: "task.skipped", task: "/do/1/s", name: "s", execution: 2, iteration: [], attempt: 1 },
    { seq: 5, at: 5, type: "workflow.completed", output: 1 },
  ]);
});

test("[J2] executions are counted, iterations are indices of the loops around", async () => {
  const yaml = `do: [ { o: { for: { in: '[1,2]' }, do: [ { i: { for: { in: '[1,2]' }, do: [ { a: { set: 1 } } ] } } ] } } ]`;
  const { events } = await runYaml(yaml);
  expect(
    events.flatMap((event) => (event.type === "task.started" ? [[event.name, event.execution, event.iteration]] : [])),
  ).toEqual([
    ["o", 1, []],
    ["i", 2, [0]],
    ["a", 3, [0, 0]],
    ["a", 4, [0, 1]],
    ["i", 5, [1]],
    ["a", 6, [1, 0]],
    ["a", 7, [1, 1]],
  ]);
});

test("[J3] attempts grow with every enclosing retry and are never shared", async () => {
  const retry = "retry: { limit: { attempt: { count: 1 } } }";
  const yaml = `
do:
  - outer:
      try: [ { inner: { try: [ { c: { call: http, with: {} } } ], catch: { ${retry} } } } ]
      catch: { ${retry}, do: [] }`;
  const actions = async (): Promise<Json> => {
    throw standardFault("communication", "x");
  };
  const { events } = await runYaml(yaml, null, { actions });
  const attempts = events.flatMap((event) => (event.type === "task.started" ? [`${event.name} ${event.attempt}`] : []));
  expect(attempts).toEqual(["outer 1", "inner 1", "c 1", "c 2", "inner 3", "c 3", "c 4"]);
  expect(events.filter(({ type }) => type === "task.retried")).toMatchObject([
    { name: "inner", attempt: 1, delayMs: 0, error: { instance: "/do/0/outer/try/0/inner/try/0/c" } },
    { name: "outer", attempt: 1 },
    { name: "inner", attempt: 3 },
  ]);
});
