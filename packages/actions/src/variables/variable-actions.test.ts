// Variables through their three functions, over the store in memory.

import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import type { Action, HttpClient } from "../define-action.ts";
import { testContext } from "../testing/action-context.ts";
import { logAction } from "../log/log-action.ts";
import { memoryVariables } from "./memory-variables.ts";
import { deleteVariableAction, getVariableAction, setVariableAction } from "./variable-actions.ts";

const NO_HTTP: HttpClient = {
  locate: () => Promise.reject(new Error("no network")),
  request: () => Promise.reject(new Error("no request is made here")),
};
let steps = 0;

function runOf(stores: ReturnType<typeof memoryVariables>, workflow = "w", runId = "r") {
  const variables = stores({ namespace: "n", workflow, runId });
  return (action: Action, args: Json, step?: string): Promise<Json> =>
    action.run(args, testContext(NO_HTTP, { variables, idempotencyKey: step ?? `step-${(steps += 1)}` }));
}

test("a value is kept for the runs of a workflow, for a namespace, or for a run", async () => {
  const stores = memoryVariables();
  const first = runOf(stores);
  const second = runOf(stores, "w", "r2");
  const other = runOf(stores, "x", "r3");
  await first(setVariableAction, { key: "a", value: { n: 1 } });
  await first(setVariableAction, { key: "a", value: "ns", scope: "namespace" });
  await first(setVariableAction, { key: "a", value: [1], scope: "instance" });
  const seen = async (run: typeof first): Promise<readonly Json[]> =>
    Promise.all(
      ["workflow", "namespace", "instance"].map(async (scope) => {
        const found = (await run(getVariableAction, { key: "a", scope })) as { readonly value: Json };
        return found.value;
      }),
    );
  expect(await seen(first)).toEqual([{ n: 1 }, "ns", [1]]);
  expect(await seen(second)).toEqual([{ n: 1 }, "ns", null]);
  expect(await seen(other)).toEqual([null, "ns", null]);
});

test("null and delete forget; what is not there is null with version 0", async () => {
  const run = runOf(memoryVariables());
  expect(await run(getVariableAction, { key: "a" })).toEqual({ value: null, version: 0 });
  await run(setVariableAction, { key: "a", value: 1 });
  expect(await run(setVariableAction, { key: "a", value: null })).toEqual({ version: 0 });
  await run(setVariableAction, { key: "a", value: 1 });
  expect(await run(deleteVariableAction, { key: "a" })).toEqual({ version: 0 });
  expect(await run(deleteVariableAction, { key: "a" })).toEqual({ version: 0 });
  expect(await run(getVariableAction, { key: "a" })).toEqual({ value: null, version: 0 });
});

test("a write that expects another version is a conflict; the same write of a step is done once, another value is written", async () => {
  const run = runOf(memoryVariables());
  expect(await run(setVariableAction, { key: "a", value: 1, ifVersion: 0 }, "s")).toEqual({ version: 1 });
  expect(await run(setVariableAction, { key: "a", value: 1, ifVersion: 0 }, "s")).toEqual({ version: 1 });
  expect(await run(setVariableAction, { key: "a", value: 2 }, "s")).toEqual({ version: 2 });
  await expect(run(setVariableAction, { key: "a", value: 3, ifVersion: 1 })).rejects.toMatchObject({
    kind: "runtime",
    status: 409,
    title: "variable_conflict",
  });
});

test.each<readonly [Json, string]>([
  [{ key: "", value: 1 }, "variable_key"],
  [{ key: "x".repeat(201), value: 1 }, "variable_key"],
  [{ key: "a\u0000", value: 1 }, "variable_key"],
  [{ key: "a" }, "invalid_arguments"],
  [{ key: "a", value: 1, scope: "system" }, "invalid_arguments"],
  [{ key: "a", value: 1, ifVersion: -1 }, "invalid_arguments"],
  [{ key: "a", value: "x".repeat(1024 * 1024) }, "variable_too_large"],
])("what cannot be kept is a validation fault (%#)", async (args, title) => {
  await expect(runOf(memoryVariables())(setVariableAction, args)).rejects.toMatchObject({ kind: "validation", title });
});

test("where nothing keeps variables, they say so", async () => {
  await expect(getVariableAction.run({ key: "a" }, testContext(NO_HTTP))).rejects.toMatchObject({
    kind: "configuration",
    title: "variables_unavailable",
  });
});

test("a line in the log is also the output", async () => {
  const context = testContext(NO_HTTP);
  expect(await logAction.run({ message: "hello" }, context)).toBe("hello");
  expect(await logAction.run({ message: { n: 1 } }, context)).toEqual({ n: 1 });
  expect(context.lines).toEqual(["hello", '{"n":1}']);
});
