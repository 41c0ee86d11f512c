import type { JsonObject } from "@ironweave/jq";
import { TASK_KINDS, taskSchema } from "@ironweave/schema";
import { expect, test } from "vitest";
import { followRef, isObject } from "../kernels/json-schema.ts";
import { chosenOption, shapeOf, startValue } from "./form-shape.ts";

const call = taskSchema("call");

function callOption(value: Parameters<typeof chosenOption>[2]) {
  const shape = shapeOf(call, call);
  if (shape.kind !== "choice") throw new Error("a call has alternatives");
  const option = shape.options[chosenOption(call, shape.options, value)];
  const own = shapeOf(call, option ?? {});
  return own.kind === "object" ? own.fields.find((field) => field.key === "call")?.schema["const"] : undefined;
}

test("a call's form is that of its protocol", () => {
  expect(callOption({ call: "http", with: { method: "get", endpoint: "https://a" } })).toBe("http");
  expect(callOption({ call: "openapi", with: {} })).toBe("openapi");
  expect(callOption({ call: "grpc", with: {} })).toBe("grpc");
});

test("headers are rows, or one expression where the text is one", () => {
  const options: readonly JsonObject[] = [
    { type: "object", additionalProperties: { type: "string" } },
    { type: "string", pattern: "x", title: "Expression" },
  ];
  expect(chosenOption({}, options, { a: "b" })).toBe(0);
  expect(chosenOption({}, options, "${ .headers }")).toBe(1);
  expect(chosenOption({}, options, undefined)).toBe(0);
});

test("required fields come with a value when an object is begun", () => {
  const schema = { type: "object", properties: { a: { type: "string" }, b: { type: "boolean" } }, required: ["a"] };
  expect(startValue({}, schema)).toEqual({ a: "" });
});

test.each(TASK_KINDS)("every field of a %s task has a control", (kind) => {
  const root = taskSchema(kind);
  const seen = new Set<object>();
  const visit = (given: Parameters<typeof shapeOf>[1]): void => {
    const schema = followRef(root, given);
    if (seen.has(given)) return;
    seen.add(given);
    const shape = shapeOf(root, given);
    if (shape.kind === "yaml") expect(schema["properties"]).toBeUndefined();
    if (shape.kind === "object") for (const field of shape.fields) visit(field.schema);
    if (shape.kind === "choice") for (const option of shape.options) visit(option);
    if (shape.kind === "list" && isObject(shape.items)) visit(shape.items);
    if (shape.kind === "map" || shape.kind === "named-list") visit(shape.values);
  };
  visit(root);
  expect(seen.size).toBeGreaterThan(1);
});

test("an object that holds one of several properties is drawn with that one, and the others are its alternatives", () => {
  const root = taskSchema("run");
  const shape = shapeOf(root, root);
  const run = shape.kind === "object" ? shape.fields.find(({ key }) => key === "run")?.schema : undefined;
  const choice = shapeOf(root, run ?? {});
  const options = choice.kind === "choice" ? choice.options : [];
  const drawn = options.map((option) => {
    const own = shapeOf(root, option);
    return [option["title"], own.kind === "object" ? own.fields.map(({ key }) => key) : own.kind];
  });
  expect(drawn).toEqual([
    ["Container", ["container", "await", "return"]],
    ["Script", ["script", "await", "return"]],
    ["Shell command", ["shell", "await", "return"]],
    ["Workflow", ["workflow", "await", "return"]],
  ]);
  expect(chosenOption(root, options, { shell: { command: "true" } })).toBe(2);
  expect(startValue(root, options[3] ?? {})).toEqual({ workflow: { namespace: "", name: "", version: "latest" } });
});

test("the cases of a switch are entries with a name", () => {
  const root = taskSchema("switch");
  const shape = shapeOf(root, root);
  const cases = shape.kind === "object" ? shape.fields.find(({ key }) => key === "switch") : undefined;
  expect(shapeOf(root, cases?.schema ?? {})).toEqual({
    kind: "named-list",
    values: expect.objectContaining({ title: "Case" }),
  });
});
