// Only what the engine marked is evaluated, only with the secrets it names, and failures tell no values.

import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { resolveDeferred } from "./resolve-deferred.ts";
import { caught } from "./testing/caught.ts";

const SECRETS: Readonly<Record<string, Json>> = {
  token: "s3cret",
  pair: { username: "ann", password: "x" },
  "my-key": 1,
};

function deferred(expression: string, input: Json = null): Json {
  return { "ironweave:deferred": { expression, input } };
}

async function resolve(
  args: Json,
  scope: Readonly<Record<string, Json>> = {},
): Promise<{ value: Json; read: string[] }> {
  const read: string[] = [];
  const secret = async (name: string): Promise<Json> => {
    read.push(name);
    return SECRETS[name] ?? null;
  };
  const value = await resolveDeferred(args, { scope, secrets: Object.keys(SECRETS), secret, now: 0 });
  return { value, read };
}

test("marked nodes are replaced wherever they stand, with their input and the variables of the task", async () => {
  const args = {
    headers: { "X-Token": deferred('"\\($secrets.token)-\\(.a)-\\($host)"', { a: 1 }) },
    list: [deferred("$secrets.pair.username")],
  };
  expect(await resolve(args, { host: "h" })).toEqual({
    value: { headers: { "X-Token": "s3cret-1-h" }, list: ["ann"] },
    read: ["token", "pair"],
  });
});

test("text that looks like an expression, and nodes with other keys, are data", async () => {
  const args = { a: "${ $secrets.token }", b: { "ironweave:deferred": { expression: "1", input: null }, other: 1 } };
  expect(await resolve(args)).toEqual({ value: args, read: [] });
});

test("wrapped and bare expressions are the same", async () => {
  expect((await resolve([deferred("${ $secrets.token }"), deferred("$secrets.token")])).value).toEqual([
    "s3cret",
    "s3cret",
  ]);
});

test.each([
  ["$secrets.token", ["token"]],
  ['$secrets["my-key"]', ["my-key"]],
  ["$secrets | keys", ["token", "pair", "my-key"]],
  ["$secrets[.name]", ["token", "pair", "my-key"]],
  ["1", []],
])("%s reads %j", async (expression, expected) => {
  expect((await resolve(deferred(expression, { name: "token" }))).read).toEqual(expected);
});

test("now is the given instant", async () => {
  expect((await resolve(deferred("now"))).value).toBe(0);
});

test("what has no authorization reads null", async () => {
  expect((await resolve(deferred("$authorization"))).value).toBeNull();
});

test.each([["$secrets.token | error"], ["empty"], ["1, 2"], ["$secrets.token |"], ["$secrets.token.a"]])(
  "%s fails without telling the secret",
  async (expression) => {
    expect(await caught(resolve(deferred(expression)))).toEqual({ kind: "expression" });
    const error: unknown = await resolve(deferred(expression)).catch((reason: unknown) => reason);
    expect(String(error)).not.toContain("s3cret");
  },
);
