// SPEC.md, T16 to T18: a raise whose error waits for the end of the run (ADR 0111).

import { expect, test } from "vitest";
import { outputOf } from "../testing/outcomes.ts";
import { runYaml } from "../testing/run-yaml.ts";

const LATER = "metadata: { ironweave: { deferred: true } }";
const raise = (type: string, rest = "") =>
  `{ raise: { error: { type: 'urn:${type}', status: 500, detail: '\${ .why }' } }, ${LATER} ${rest} }`;

test("[T16] a deferred raise passes its input on, and the run ends with its error where it would complete", async () => {
  const { outcome, events } = await runYaml(
    `do: [ { r: ${raise("e")} }, { a: { set: '\${ {n: 1} + . }' } } ]\noutput: { as: '\${ .n }' }`,
    { why: "disk" },
  );
  const error = { type: "urn:e", status: 500, detail: "disk", instance: "/do/0/r" };
  expect(outcome).toEqual({ status: "faulted", error });
  const told = events.map((event) => ("name" in event ? `${event.type} ${event.name}` : event.type));
  expect(told).toEqual([
    "workflow.started",
    "task.started r",
    "task.completed r",
    "task.started a",
    "task.completed a",
    "workflow.faulted",
  ]);
});

test("[T16] no catch sees it, and its own `then`, `output` and `export` hold", async () => {
  const yaml = `
do:
  - t: { try: [ { r: ${raise("e", ", then: exit, output: { as: '${ {n: 1} }' }, export: { as: .n }")} }, { x: { set: 2 } } ], catch: { do: [ { c: { set: 3 } } ] } }
  - a: { raise: { error: { type: 'urn:f', status: 501, detail: '\${ "\\(.n) \\($context)" }' } }, if: .stop }`;
  const { outcome, tasks } = await runYaml(yaml, { why: "y" });
  expect([tasks, outcome.status === "faulted" ? outcome.error.type : outcome]).toEqual([["t", "r"], "urn:e"]);
});

test("[T16] `then: end` from within ends with it too, a fault of the run's own output comes first", async () => {
  const ended = await runYaml(`do: [ { d: { do: [ { r: ${raise("e", ", then: end")} } ] } }, { a: { set: 1 } } ]`);
  expect([ended.tasks, ended.outcome.status]).toEqual([["d", "r"], "faulted"]);
  const output = await runYaml(`do: [ { r: ${raise("e")} } ]\noutput: { as: '\${ error("x") }' }`);
  expect(output.outcome).toMatchObject({ status: "faulted", error: { instance: "/output" } });
});

test("[T17] the first counts; it is `$workflow.failure` from then on", async () => {
  const yaml = `
do:
  - r: ${raise("first")}
  - s: ${raise("second")}
  - a: { set: '\${ $workflow.failure }', export: { as: . } }
  - b: { raise: { error: { type: '\${ $context.type }', status: 502, detail: '\${ $context.instance }' } } }`;
  const { outcome } = await runYaml(yaml, { why: "x" });
  expect(outcome).toMatchObject({
    status: "faulted",
    error: { type: "urn:first", status: 502, detail: "/do/0/r", instance: "/do/3/b" },
  });
  expect(await outputOf("do: [ { a: { set: '${ [$workflow.failure] }' } } ]")).toEqual([null]);
});

test("[T17] a fault that nobody catches, and cancelling, come before it", async () => {
  const fault = await runYaml(`do: [ { r: ${raise("e")} }, { f: { set: '\${ error("x") }' } } ]`);
  expect(fault.outcome).toMatchObject({ status: "faulted", error: { instance: "/do/1/f" } });
  const cancelled = await runYaml(`do: [ { r: ${raise("e")} }, { w: { wait: PT1H } } ]`, null, {
    before: (host) => host.after(1000, () => host.cancel()),
  });
  expect(cancelled.outcome).toEqual({ status: "cancelled" });
});

test("[T18] `deferred: false` is an ordinary raise; what is neither true nor false is a configuration fault", async () => {
  const outcomeOf = async (value: string) => {
    const yaml = `do: [ { r: ${raise("e").replace("deferred: true", `deferred: ${value}`)} }, { a: { set: 1 } } ]`;
    const { outcome, tasks } = await runYaml(yaml);
    return [tasks, outcome.status === "faulted" ? [outcome.error.title, outcome.error.type.split("/").at(-1)] : ""];
  };
  expect(await outcomeOf("false")).toEqual([["r"], [undefined, "urn:e"]]);
  expect(await outcomeOf("null")).toEqual([["r"], [undefined, "urn:e"]]);
  expect(await outcomeOf("'yes'")).toEqual([["r"], ["invalid_deferred", "configuration"]]);
});
