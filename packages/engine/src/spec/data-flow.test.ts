// SPEC.md, D: data flow.

import { expect, test } from "vitest";
import type { Json } from "@ironweave/jq";
import { standardFault } from "../errors/workflow-fault.ts";
import { createMemoryHost } from "../memory-host/index.ts";
import { runWorkflow } from "../run-workflow.ts";
import { faultOf, outputOf } from "../testing/outcomes.ts";
import { parseDocument, runYaml } from "../testing/run-yaml.ts";

test("[D1] a workflow's input and output are transformed and validated", async () => {
  const yaml = `
input: { schema: { document: { type: object, required: [id] } }, from: .id }
do: [ { a: { set: { n: '\${ . + 1 }' } } } ]
output: { as: .n, schema: { document: { type: integer } } }`;
  expect(await outputOf(yaml, { id: 41 })).toBe(42);
  expect(await faultOf(yaml, {})).toMatchObject({ kind: "validation 400", instance: "/input" });
  expect(await faultOf(yaml, { id: 0.5 })).toMatchObject({ kind: "validation 400", instance: "/output" });
});

test("[D2] a task's steps come in the normative order", async () => {
  const yaml = `
do:
  - a:
      if: .go
      input: { schema: { document: { required: [go] } }, from: '{ n: .n }' }
      set: { m: '\${ .n * 2 }' }
      output: { as: '{ k: (.m + $input.n) }', schema: { document: { required: [k] } } }
      export: { as: '{ seen: $output.k, raw: $task.output.m }', schema: { document: { required: [seen] } } }
  - b: { set: { k: '\${ .k }', context: '\${ $context }' } }`;
  expect(await outputOf(yaml, { go: true, n: 2 })).toEqual({ k: 6, context: { seen: 6, raw: 4 } });
  expect(await outputOf(yaml, { go: false, k: 1 })).toEqual({ k: 1, context: null });
});

test("[D2] input.schema sees the raw input, output.schema and export.schema the transformed values", async () => {
  const task = (rest: string) => `do: [ { a: { set: { x: 1 }, ${rest} } } ]`;
  expect(await faultOf(task("input: { from: .y, schema: { document: { type: object } } }"), 3)).toMatchObject({
    kind: "validation 400",
    instance: "/do/0/a",
    detail: 'input.schema: the value must be "object", is number',
  });
  expect(await faultOf(task("output: { as: .x, schema: { document: { type: string } } }"))).toMatchObject({
    detail: 'output.schema: the value must be "string", is number',
  });
  expect(await faultOf(task("export: { as: .x, schema: { document: { type: string } } }"))).toMatchObject({
    detail: 'export.schema: the value must be "string", is number',
  });
});

test("[D3] a false condition skips the task and its then; the raw input goes on", async () => {
  const yaml = `
do:
  - a: { if: .no, input: { from: .never }, set: { x: 1 }, then: end }
  - b: { set: { got: '\${ . }' } }`;
  const { outcome, events } = await runYaml(yaml, { n: 1 });
  expect(outcome).toEqual({ status: "completed", output: { got: { n: 1 } } });
  expect(events.map(({ type }) => type)).toEqual([
    "workflow.started",
    "task.skipped",
    "task.started",
    "task.completed",
    "workflow.completed",
  ]);
});

test("[D4] a violation names the field and points into the value", async () => {
  const schema = "{ type: object, properties: { hosts: { type: array, items: { type: string } } } }";
  expect(
    await faultOf(`do: [ { a: { input: { schema: { document: ${schema} } }, set: {} } } ]`, { hosts: ["x", 1] }),
  ).toEqual({
    kind: "validation 400",
    instance: "/do/0/a",
    detail: 'input.schema: /hosts/1 must be "string", is number',
  });
});

test("[D5] an expression that fails names the task, the field and the program", async () => {
  const failing = await faultOf(`do: [ { a: { set: { x: '\${ .a.b }' } } } ]`, { a: 1 });
  expect(failing).toMatchObject({ kind: "expression 400", instance: "/do/0/a" });
  expect(failing.detail).toContain("/do/0/a: set/x: ${ .a.b }: ");
  const broken = await faultOf(`do: [ { a: { if: '.a |', set: {} } } ]`);
  expect(broken).toMatchObject({ kind: "expression 400", instance: "/do/0/a" });
  expect(broken.detail).toContain("if: ${ .a | }: syntax: ");
});

test("[D6] values are expressions only when wholly wrapped; expression fields take both forms", async () => {
  const yaml = `
do:
  - a:
      if: \${ true }
      input: { from: '\${ .v }' }
      set: { bare: .x, dollar: $input, part: 'x \${ .x }', whole: ' \${ .x } ', list: ['\${ .x }'], '\${ .x }': key }
      output: { as: { kept: '\${ . }' } }`;
  expect(await outputOf(yaml, { v: { x: 1 } })).toEqual({
    kept: { bare: ".x", dollar: "$input", part: "x ${ .x }", whole: 1, list: [1], "${ .x }": "key" },
  });
});

test("[D7] an expression found in data stays data", async () => {
  const yaml = `do: [ { a: { set: { x: '\${ .evil }' } } }, { b: { set: { y: '\${ .x }' } } } ]`;
  expect(await outputOf(yaml, { evil: "${ $workflow.id }" })).toEqual({ y: "${ $workflow.id }" });
});

test("[D8] no result is null, several are a fault", async () => {
  expect(await outputOf(`do: [ { a: { set: { x: '\${ empty }' } } } ]`)).toEqual({ x: null });
  const several = await faultOf(`do: [ { a: { set: { x: '\${ .[] }' } } } ]`, [1, 2]);
  expect(several).toMatchObject({ kind: "expression 400" });
  expect(several.detail).toContain("gives 2 values where one is expected");
});

test("[D9] the context is null at first and what was exported last", async () => {
  const yaml = `
do:
  - a: { set: { was: '\${ $context }' }, export: { as: { n: '\${ .was }' } } }
  - b: { do: [ { c: { set: { x: '\${ $context }' }, export: { as: '$context + { c: 1 }' } } } ] }
  - d: { set: '\${ $context }' }`;
  expect(await outputOf(yaml)).toEqual({ n: null, c: 1 });
});

test("[D10] transformed and raw data have their own names", async () => {
  const yaml = `
input: { from: .inner }
do:
  - a:
      input: { from: .x }
      set: { input: '\${ $input }', raw: '\${ $task.input }', workflow: '\${ $workflow.input }' }
      output: { as: '. + { rawOutput: ($task.output | keys) }' }`;
  expect(await outputOf(yaml, { inner: { x: 1 } })).toEqual({
    input: 1,
    raw: { x: 1 },
    workflow: { inner: { x: 1 } },
    rawOutput: ["input", "raw", "workflow"],
  });
});

test("[D11] descriptors have the shapes of the reference", async () => {
  const yaml = `
do:
  - a: { set: { task: '\${ $task }', id: '\${ $workflow.id }', name: '\${ $workflow.definition.document.name }', at: '\${ $workflow.startedAt }', runtime: '\${ $runtime }' } }`;
  const at = {
    iso8601: "2026-01-01T00:00:00.000Z",
    epoch: { seconds: 1_767_225_600, milliseconds: 1_767_225_600_000 },
  };
  expect(await outputOf(yaml)).toMatchObject({
    task: {
      name: "a",
      reference: "/do/0/a",
      definition: { set: { id: "${ $workflow.id }" } },
      input: null,
      startedAt: at,
    },
    id: "test-run",
    name: "test",
    at,
    runtime: { name: "ironweave", version: "0.1.0", metadata: {} },
  });
});

test("[D12] loose mode evaluates bare strings and keeps those that fail", async () => {
  const yaml = `
evaluate: { mode: loose }
do: [ { a: { set: { x: .n, text: hello there, wrapped: '\${ .n }' } } } ]`;
  expect(await outputOf(yaml, { n: 1 })).toEqual({ x: 1, text: "hello there", wrapped: 1 });
});

test("[D12] in loose mode a text that jq would read nothing of is a text", async () => {
  const yaml = `
evaluate: { mode: loose }
do: [ { a: { set: { empty: '', blank: ' ', colour: '#ff0000', here: . } } } ]`;
  expect(await outputOf(yaml, { n: 1 })).toEqual({ empty: "", blank: " ", colour: "#ff0000", here: { n: 1 } });
});

test("[D13] an endless expression is a fault that names the step and the program", async () => {
  const fault = await faultOf(`do: [ { spin: { set: { x: '\${ def f: f; f }' } } } ]`);
  expect(fault).toMatchObject({ kind: "expression 400", instance: "/do/0/spin" });
  expect(fault.detail).toContain("/do/0/spin: set/x: ${ def f: f; f }: ");
  const { outcome } = await runYaml(`do: [ { spin: { set: { x: '\${ last(range(1e18)) }' } } } ]`);
  expect(outcome).toMatchObject({ status: "faulted", error: { title: "expression_timeout" } });
  const { outcome: regex } = await runYaml(
    `do: [ { spin: { set: { x: '\${ test("^(a+)+$") }' } } } ]`,
    `${"a".repeat(40)}b`,
  );
  expect(["completed", "faulted"]).toContain(regex.status);
});

test("[D15] set replaces, and may be one expression", async () => {
  expect(await outputOf(`do: [ { a: { set: { y: 1 } } } ]`, { x: 1 })).toEqual({ y: 1 });
  expect(await outputOf(`do: [ { a: { set: '\${ .x }' } } ]`, { x: [1] })).toEqual([1]);
});

test("[D14] a pattern that would never end on the platform's RegExp gives a verdict or a fault", async () => {
  const yaml = `do: [ { a: { input: { schema: { document: { pattern: '^(a+)+$' } } }, set: 1 } } ]`;
  expect(await outputOf(yaml, "a".repeat(40))).toBe(1);
  expect(await faultOf(yaml, `${"a".repeat(40)}b`)).toMatchObject({ kind: "validation 400", instance: "/do/0/a" });
});

test("[D4] a schema kept elsewhere is read by the http action", async () => {
  const schema = "{ resource: { endpoint: { uri: 'http://x/schema.json' } } }";
  const yaml = `do: [ { a: { input: { schema: ${schema} }, set: 1 } } ]`;
  const { outcome, host } = await runYaml(yaml, 5, { actions: async () => ({ type: "string" }) });
  expect(outcome).toMatchObject({
    status: "faulted",
    error: { detail: 'input.schema: the value must be "string", is number' },
  });
  expect(host.calls).toMatchObject([
    { action: "http", arguments: { method: "get", endpoint: { uri: "http://x/schema.json" } } },
  ]);
  expect(await faultOf("do: [ { a: { input: { schema: {} }, set: 1 } } ]")).toMatchObject({
    kind: "configuration 400",
  });
});

const LOOPED = `
use: { authentications: { key: { bearer: { token: '\${ $secrets.t }' } } }, secrets: [t] }
do:
  - l:
      for: { in: '[1, 2, 3, "x"]' }
      do:
        - a:
            set: '\${ $item }'
            output: { schema: { resource: { endpoint: { uri: 'http://x/{name}', authentication: key } } } }`;

test("[D16] a schema kept elsewhere is read once in a run, over checkpoints too, with its policy in place", async () => {
  for (const shouldCheckpoint of [() => false, () => true]) {
    const document = parseDocument(LOOPED);
    const host = createMemoryHost({ shouldCheckpoint, actions: async () => '{"type": "number"}' });
    const run = { id: "r" };
    let outcome = await runWorkflow({ document, input: { name: "s.json" }, host, run });
    while (outcome.status === "checkpoint") {
      const resume: Json = JSON.parse(JSON.stringify(outcome.frames));
      outcome = await runWorkflow({ document, input: null, host, run, resume });
    }
    expect(outcome).toMatchObject({
      status: "faulted",
      error: { status: 400, detail: expect.stringContaining("number") },
    });
    expect(host.calls).toMatchObject([
      {
        secrets: ["t"],
        arguments: {
          endpoint: {
            uri: "http://x/s.json",
            authentication: { bearer: { token: { "ironweave:deferred": { expression: "$secrets.t" } } } },
          },
        },
      },
    ]);
  }
});

test("[D16] branches that need the same schema at once read it once; a failed reading is not kept", async () => {
  const task =
    "{ try: [ { b: { input: { schema: { resource: { endpoint: http://x } } }, set: '${ . }' } } ], catch: {} }";
  const yaml = `do: [ { f: { fork: { branches: [ { p: ${task} }, { q: ${task} }, { r: ${task} } ] } } } ]`;
  let asked = 0;
  const { host } = await runYaml(yaml, 5, {
    actions: async (_call, { sleep }) => {
      asked += 1;
      await sleep(10);
      if (asked === 1) throw standardFault("communication", "not now", { status: 503 });
      return true;
    },
  });
  expect(host.calls).toHaveLength(2);
});

test("[D17] a schema that is no JSON Schema is a configuration fault", async () => {
  const withSchema = (schema: string) => `do: [ { a: { input: { schema: ${schema} }, set: 1 } } ]`;
  expect(await faultOf(withSchema("{ format: avro, document: { type: string } }"))).toMatchObject({
    kind: "configuration 400",
  });
  expect(await outputOf(withSchema("{ format: 'json:2020-12', document: { type: 'null' } }"))).toBe(1);
  const resource = withSchema("{ resource: { endpoint: http://x } }");
  for (const content of ["<html>", null, [1]]) {
    const { outcome } = await runYaml(resource, 5, { actions: async () => content });
    expect(outcome).toMatchObject({ status: "faulted", error: { title: "invalid_schema_resource" } });
  }
});
