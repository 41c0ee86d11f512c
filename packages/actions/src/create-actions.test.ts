// The catalog and the actions are the same set, and every descriptor can make a form.

import { describe, expect, test } from "vitest";
import { CATALOG, findDescriptor, idempotencyOf } from "./catalog.ts";
import { createActions } from "./create-actions.ts";

test("every action is in the catalog and the other way round", () => {
  expect([...createActions().keys()].toSorted()).toEqual(CATALOG.map(({ name }) => name).toSorted());
});

describe.each(CATALOG.map((descriptor) => [descriptor.name, descriptor] as const))("%s", (name, descriptor) => {
  test("is found by its name and is plain JSON", () => {
    expect(findDescriptor(name)).toBe(descriptor);
    expect(JSON.parse(JSON.stringify(descriptor))).toEqual(descriptor);
  });

  test("titles every argument", () => {
    const properties = descriptor.input["properties"] as Readonly<Record<string, { title?: string }>>;
    expect(Object.entries(properties).filter(([, { title }]) => title === undefined)).toEqual([]);
  });
});

test.each([
  ["http", { method: "get" }, "safe"],
  ["http", { method: "HEAD" }, "safe"],
  ["http", { method: "post" }, "keyed"],
  ["http", null, "keyed"],
  ["mcp", { method: "tools/list", transport: { http: {} } }, "safe"],
  ["mcp", { method: "tools/list", transport: { stdio: {} } }, "none"],
  ["mcp", { method: "tools/call", transport: { http: {} } }, "none"],
  ["a2a", { method: "tasks/get" }, "safe"],
  ["a2a", { method: "message/send" }, "none"],
  ["openapi", { operationId: "a" }, "keyed"],
  ["grpc", { method: "Get" }, "none"],
  ["asyncapi", { message: {} }, "none"],
  ["asyncapi", { subscription: {} }, "keyed"],
  ["shell", { command: "ls" }, "none"],
  ["unknown", {}, "none"],
] as const)("the idempotency of %s %j is %s", (action, args, expected) => {
  expect(idempotencyOf(action, args)).toBe(expected);
});
