import { join } from "node:path";
import { compileGraph, parseSource } from "@ironweave/schema";
import { load } from "js-yaml";
import type { Json } from "@ironweave/jq";
import { describe, expect, test } from "vitest";
import { readExamples } from "../../server/templates/example-files.ts";
import { templateOf } from "../../server/templates/template-of.ts";
import { indexGraph } from "../kernels/graph-index.ts";
import { sampleInputs } from "../kernels/sample-inputs.ts";
import { dryRun, type DryRunPlan } from "./dry-run.ts";
import { changeWords, dataWords } from "./data-words.ts";
import { edgeTraffic } from "./edge-traffic.ts";
import { executionsOf } from "./executions-of.ts";
import { readPlan } from "./read-plan.ts";
import { sideEffects } from "./side-effects.ts";
import { toYamlText } from "../inspector/yaml-text.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: n, name: w, version: '1.0.0' }\n";
const documentOf = (tasks: string) => load(HEAD + tasks) as Json;
const planOf = (tasks: string, rest: Partial<DryRunPlan> = {}): DryRunPlan => ({
  document: documentOf(tasks),
  input: {},
  mocks: {},
  events: [],
  pins: {},
  ...rest,
});

test("a wait of a year passes at once, and the clock says so", async () => {
  const { events, end } = await dryRun(planOf("do: [{ pause: { wait: { days: 365 } } }, { done: { set: { a: 1 } } }]"));
  expect(end).toEqual({ type: "completed", output: { a: 1 } });
  expect((events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0)).toBe(365 * 86_400_000);
});

test("the same plan gives the same events, to the byte", async () => {
  const plan = planOf(
    "do: [{ a: { set: { id: '${ $workflow.id }', at: '${ now }' } } }, { b: { wait: { seconds: 1 } } }]",
  );
  expect(await dryRun(plan)).toEqual(await dryRun(plan));
});

test("an endless loop is stopped by the budget, with what happened until then", async () => {
  const { events, end } = await dryRun(
    planOf("do: [{ a: { set: { n: 1 } } }, { b: { set: { n: 2 }, then: a } }]", { maxExecutions: 50 }),
  );
  expect(end).toEqual({ type: "stopped", executions: expect.any(Number) });
  expect(events.length).toBeGreaterThan(50);
});

test("a run that waits for an event says so, and the listener is still running", async () => {
  const { events, end } = await dryRun(planOf("do: [{ hear: { listen: { to: { one: { with: { type: t } } } } } }]"));
  expect(end).toEqual({ type: "waiting" });
  expect(events.map(({ type }) => type)).toEqual(["workflow.started", "task.started"]);
});

test("mocked answers are used call by call, the last one for all further calls; secrets stay out of the arguments", async () => {
  const call = "call: http, with: { method: get, endpoint: 'https://a.test', headers: { t: '${ $secrets.s }' } }";
  const { calls, end } = await dryRun({
    ...planOf(
      `use: { secrets: [s] }\ndo: [{ a: { ${call} } }, { again: { if: '\${ .n < 3 }', set: { n: 3 }, then: b } }, { b: { ${call} } }]`,
    ),
    mocks: { a: { calls: [{ output: { n: 1 } }] }, b: { calls: [{ output: { n: 2 } }] } },
  });
  expect(end).toEqual({ type: "completed", output: { n: 2 } });
  expect(calls.map(({ action }) => action)).toEqual(["http", "http"]);
  expect(JSON.stringify(calls)).toContain("ironweave:deferred");
});

test("a pinned task is not run: it gives its pin, also where that looks like an expression", async () => {
  const pin = { text: "${ .x }", quote: '"\\(1)' };
  const { calls, end } = await dryRun({
    ...planOf("do: [{ a: { do: [{ ask: { call: http, with: { method: get, endpoint: 'https://a.test' } } }] } }]"),
    pins: { "/do/0/a": pin, "/do/9/gone": 1 },
  });
  expect({ calls, end }).toEqual({ calls: [], end: { type: "completed", output: pin } });
});

test("an effect without a mock is a fault that says how to mock it", async () => {
  const { end } = await dryRun(
    planOf("do: [{ ask: { call: http, with: { method: get, endpoint: 'https://a.test' } } }]"),
  );
  expect(end).toMatchObject({ type: "faulted", error: { detail: expect.stringContaining("mocks: { ask:") } });
});

describe("every template", () => {
  const systems = { metal: "http://m.test", servicenow: "http://s.test", http: "http://h.test" };
  const templates = readExamples(join(import.meta.dirname, "../../../../../examples"), systems).map(templateOf);
  test.each(templates.map(({ name, text }) => [name, text] as const))(
    "%s completes with its first input and what it brings along",
    async (_, text) => {
      const source = parseSource(text);
      const document = source.value ?? null;
      const index = indexGraph(compileGraph(document));
      const mocks = Object.fromEntries(
        sideEffects(index, document).map(({ key, suggestion }) => [key, toYamlText(suggestion)]),
      );
      const known = load(text) as { document: { metadata?: { events?: Json } } };
      const { plan, problems } = readPlan(document, {
        input: JSON.stringify(sampleInputs(document)[0]?.input ?? {}),
        mocks,
        events: toYamlText(known.document.metadata?.events),
        pins: {},
      });
      expect(problems).toEqual([]);
      const { end, events } = await dryRun(plan);
      expect(end).toMatchObject({ type: "completed" });
      const traffic = edgeTraffic(events, index);
      const ended = [...traffic.values()].filter(({ edge, value }) => edge.to === "end" && value !== undefined);
      expect(ended.length).toBeGreaterThan(0);
    },
  );
});

test("each edge has the data that went along it, and how often", async () => {
  const tasks = `do:
  - pick: { switch: [{ big: { when: .n > 1, then: loop } }, { small: { then: end } }] }
  - loop: { for: { each: i, in: '\${ [1, 2] }' }, do: [{ add: { set: { n: '\${ .n + $i }' } } }] }
`;
  const { events } = await dryRun({ ...planOf(tasks), input: { n: 5 } });
  const traffic = edgeTraffic(events, indexGraph(compileGraph(documentOf(tasks))));
  expect([...traffic.values()].map(({ edge: { from, to }, value, times }) => [from, to, value, times])).toEqual([
    ["start", "/do/0/pick", { n: 5 }, 1],
    ["/do/0/pick", "/do/1/loop", { n: 5 }, 1],
    ["start", "/do/1/loop/do/0/add", { n: 6 }, 2],
    ["/do/1/loop/do/0/add", "end", { n: 8 }, 2],
    ["/do/1/loop", "end", { n: 8 }, 1],
  ]);
  expect(executionsOf(events, "/do/1/loop/do/0/add")).toMatchObject([
    { iteration: [0], status: "completed", input: { n: 5 }, output: { n: 6 } },
    { iteration: [1], status: "completed", input: { n: 6 }, output: { n: 8 } },
  ]);
});

test("a mistake in a mock or an event is told where it is, and the rest is still planned", () => {
  const { plan, problems } = readPlan(documentOf("do: []"), {
    input: "{",
    mocks: { good: "output: 1", two: "output: 1\nerror: { type: timeout }", bad: "a: [" },
    events: "- event: { type: t }\n  after: soon",
    pins: {},
  });
  expect(problems.map(({ where, key }) => [where, key])).toEqual([
    ["input", undefined],
    ["mock", "two"],
    ["mock", "bad"],
    ["events", undefined],
  ]);
  expect(plan).toMatchObject({ input: {}, mocks: { good: { output: 1 } }, events: [] });
});

test("on an edge stands what a step has changed", () => {
  const before = { a: 1, b: [1] };
  const after: readonly Json[] = [
    { a: 1, b: [1] },
    { ...before, found: false },
    { ...before, b: [1, 2] },
    { ...before, x: {}, y: 1 },
    { c: 1 },
    7,
  ];
  expect(after.map((value) => changeWords(before, value))).toEqual([
    "same data",
    "found: false",
    "b: 2 items",
    "x, y",
    "c",
    "7",
  ]);
});

test("data in a few characters", () => {
  const values: readonly Json[] = [
    null,
    7,
    "a",
    [],
    [1],
    {},
    { hosts: [], plan: 1, project: "p", extra: 1 },
    "x".repeat(40),
  ];
  expect(values.map(dataWords)).toEqual([
    "null",
    "7",
    '"a"',
    "0 items",
    "1 item",
    "{}",
    "hosts, plan +2",
    `"${"x".repeat(20)}…`,
  ]);
});
