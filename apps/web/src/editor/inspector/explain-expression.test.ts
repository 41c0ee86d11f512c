import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { explainExpression } from "./explain-expression.ts";

const DATA: Json = { devices: [{ id: 1, state: "active" }, { id: 2 }], project: "p1" };
const stages = (text: string, variables = {}) =>
  explainExpression(text, DATA, variables).map(({ text: label, trial, reason }) => [
    label,
    trial.ok ? trial.outputs : trial.kind,
    ...(reason === undefined ? [] : [reason]),
  ]);

test("each step of a path and each part of a pipe is a stage", () => {
  expect(stages("${ .devices[1].state | ascii_upcase }")).toEqual([
    [".devices", [[{ id: 1, state: "active" }, { id: 2 }]]],
    ["[1]", [{ id: 2 }]],
    [".state", [null], "there is no “state”; there are id"],
    ["ascii_upcase", "runtime"],
  ]);
});

test("a null that comes from before is told from a key that is missing", () => {
  expect(stages(".projct.name")).toEqual([
    [".projct", [null], "there is no “projct”; there are devices, project"],
    [".name", [null], "because what it is read from is null"],
  ]);
});

test("operands, parts of texts and values of objects are stages of their own", () => {
  expect(stages('"\\(.project)/\\(.nowhere)"')).toEqual([
    [".project", ["p1"]],
    [".nowhere", [null], "there is no “nowhere”; there are devices, project"],
    ['"\\(.project)/\\(.nowhere)"', ["p1/null"]],
  ]);
  expect(stages(".a // .project")).toEqual([
    [".a", [null], "there is no “a”; there are devices, project"],
    [".project", ["p1"]],
    [".a // .project", ["p1"]],
  ]);
  expect(stages("{ n: (.devices | length) }").at(-1)).toEqual(["{ n: (.devices | length) }", [{ n: 2 }]]);
});

test("variables and what is bound by the program are known in later stages", () => {
  expect(stages("$host.name | . as $n | $n", { host: { name: "web-1" } })).toEqual([
    ["$host", [{ name: "web-1" }]],
    [".name", ["web-1"]],
    ["$n", ["web-1"]],
  ]);
});

test("a program that cannot be read has no stages", () => {
  expect(stages(".a | ")).toEqual([]);
});
