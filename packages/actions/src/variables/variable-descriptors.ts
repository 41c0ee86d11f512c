// What can be told of the functions for variables without running them. Safe for the browser and the sandbox.

import type { JsonObject } from "@ironweave/jq";
import type { ActionDescriptor } from "../define-action.ts";

const TIMEOUT_MS = 30_000;

const scope: JsonObject = {
  title: "Scope",
  description: "Who shares it: all workflows of the namespace, all runs of the workflow, or this run only.",
  enum: ["workflow", "namespace", "instance"],
  default: "workflow",
};
const key: JsonObject = { title: "Key", description: "Its name, up to 200 characters.", type: "string" };
const ifVersion: JsonObject = {
  title: "If version",
  description:
    "Writes only where this version is there; 0 where there must be none. Else the fault `variable_conflict`.",
  type: "integer",
  minimum: 0,
};

function input(required: readonly string[], properties: JsonObject): JsonObject {
  return { $schema: "https://json-schema.org/draft/2020-12/schema", type: "object", required, properties };
}

export const GET_VARIABLE_DESCRIPTOR: ActionDescriptor = {
  name: "get-variable",
  title: "Get variable",
  description: "Reads a value that was kept: {value, version}; null and 0 where there is none.",
  category: "Data",
  input: input(["key"], { key, scope }),
  output: {
    type: "object",
    properties: { value: { title: "Value" }, version: { title: "Version", type: "integer" } },
  },
  idempotency: "safe",
  effect: "read",
  timeoutMs: TIMEOUT_MS,
};

export const SET_VARIABLE_DESCRIPTOR: ActionDescriptor = {
  name: "set-variable",
  title: "Set variable",
  description: "Keeps a value beyond this step or run, up to 1 MiB; null deletes it. Gives {version}.",
  category: "Data",
  input: input(["key", "value"], { key, value: { title: "Value", description: "Anything." }, scope, ifVersion }),
  output: { type: "object", properties: { version: { title: "Version", type: "integer" } } },
  idempotency: "keyed",
  effect: "change",
  timeoutMs: TIMEOUT_MS,
};

export const DELETE_VARIABLE_DESCRIPTOR: ActionDescriptor = {
  name: "delete-variable",
  title: "Delete variable",
  description: "Forgets a value. One that is not there is as good as deleted. Gives {version: 0}.",
  category: "Data",
  input: input(["key"], { key, scope, ifVersion }),
  output: { type: "object", properties: { version: { title: "Version", type: "integer" } } },
  idempotency: "keyed",
  effect: "destroy",
  timeoutMs: TIMEOUT_MS,
};
