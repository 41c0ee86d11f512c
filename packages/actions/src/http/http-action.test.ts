// `call: http` as the DSL describes it, against a server that echoes (dsl.md, ruling 12).

import type { Json, JsonObject } from "@ironweave/jq";
import { startHttpFixture } from "@ironweave/emulators";
import type { HttpFixture } from "@ironweave/emulators";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { httpAction } from "./http-action.ts";
import { createHttpClient } from "./http-client.ts";
import type { ClosableHttpClient } from "./http-client.ts";

let fixture: HttpFixture;
let client: ClosableHttpClient;

beforeAll(async () => {
  fixture = await startHttpFixture();
  client = createHttpClient({ allowHosts: [`127.0.0.1:${String(fixture.port)}`] });
});

afterAll(async () => {
  await client.close();
  await fixture.close();
});

type ContextOptions = Parameters<typeof testContext>[1];

function call(args: JsonObject, options?: ContextOptions): Promise<Json> {
  return httpAction.run({ method: "get", ...args }, testContext(client, options));
}

/** Calls and returns what the server saw. */
async function seen(path: string, args: JsonObject, options?: ContextOptions) {
  await call({ endpoint: fixture.url + path, ...args }, options);
  const last = fixture.requests().at(-1);
  if (last === undefined) throw new Error("the server saw no request");
  return last;
}

describe("the request", () => {
  test("braces are not expanded here: the engine has done it", async () => {
    const { path } = await seen("/echo/{id}", {});
    expect(path).toBe("/echo/%7Bid%7D");
  });

  test("query values are appended; a list repeats its name and null is left out", async () => {
    await call({ endpoint: `${fixture.url}/echo?a=1`, query: { b: [2, true], c: null, d: "e f&g" } });
    const last = fixture.requests().at(-1);
    expect({ path: last?.path, query: last?.query }).toEqual({
      path: "/echo",
      query: { a: "1", b: "true", d: "e f&g" },
    });
  });

  test.each<[string, JsonObject, { body: string; type: string | undefined }]>([
    ["an object is JSON", { body: { a: [1, null] } }, { body: '{"a":[1,null]}', type: "application/json" }],
    ["null is JSON", { body: null }, { body: "null", type: "application/json" }],
    ["a string is text", { body: "hi" }, { body: "hi", type: "text/plain; charset=utf-8" }],
    [
      "a string with a content type is sent as it is",
      { body: "<a/>", headers: { "Content-Type": "application/xml" } },
      { body: "<a/>", type: "application/xml" },
    ],
    [
      "a form is encoded",
      { body: { a: "b c", d: 1 }, headers: { "content-type": "application/x-www-form-urlencoded" } },
      { body: "a=b+c&d=1", type: "application/x-www-form-urlencoded" },
    ],
    ["no body is none", {}, { body: "", type: undefined }],
  ])("%s", async (_, args, expected) => {
    const { body, headers } = await seen("/echo", { method: "post", ...args });
    expect({ body, type: headers["content-type"] }).toEqual(expected);
  });

  test("headers take numbers and leave out null", async () => {
    const { headers } = await seen("/echo", { headers: { "X-Number": 5, "X-Null": null } });
    expect({ number: headers["x-number"], none: headers["x-null"] }).toEqual({ number: "5", none: undefined });
  });

  test.each<[string, JsonObject, string | undefined]>([
    ["post", { method: "post" }, "t/r/do/0/a%20b"],
    ["delete", { method: "delete" }, "t/r/do/0/a%20b"],
    ["get", { method: "get" }, undefined],
    ["post with its own key", { method: "post", headers: { "Idempotency-Key": "mine" } }, "mine"],
  ])("the idempotency key of %s", async (_, args, expected) => {
    const { headers } = await seen("/echo", args, { idempotencyKey: "t/r/do/0/a b" });
    expect(headers["idempotency-key"]).toBe(expected);
  });
});

describe("the output", () => {
  const at = (type: string, text: string): string =>
    `${fixture.url}/bytes?type=${encodeURIComponent(type)}&text=${encodeURIComponent(text)}`;

  test.each<[string, string, Json]>([
    ["application/json", '{"a":1}', { a: 1 }],
    ["application/problem+json; charset=utf-8", "[1]", [1]],
    ["application/json", "", null],
    ["text/plain", "héllo", "héllo"],
    ["application/xml", "<a/>", "<a/>"],
    ["application/octet-stream", "abc", "YWJj"],
  ])("content of type %s (%s)", async (type, text, expected) => {
    expect(await call({ endpoint: at(type, text) })).toEqual(expected);
  });

  test("raw is base64 whatever the type", async () => {
    expect(await call({ endpoint: at("application/json", "{}"), output: "raw" })).toBe("e30=");
  });

  test("response has request, status, headers and content", async () => {
    const endpoint = at("application/json", '{"a":1}');
    const output = await call({ endpoint, output: "response", headers: { "x-a": "1" } });
    expect(output).toMatchObject({
      request: { method: "GET", uri: endpoint, headers: { "x-a": "1" } },
      statusCode: 200,
      headers: { "content-type": "application/json" },
      content: { a: 1 },
    });
  });

  test("an answer that is not the JSON it says it is fails", async () => {
    expect(await caught(call({ endpoint: at("application/json", "<html>") }))).toEqual({
      kind: "communication",
      title: "invalid_json",
    });
  });

  test("an answer nested too deep fails before it is parsed", async () => {
    const deep = "[".repeat(201) + "]".repeat(201);
    expect(await caught(call({ endpoint: at("application/json", deep) }))).toEqual({
      kind: "communication",
      title: "response_too_deep",
    });
  });
});

describe("the status", () => {
  test.each([301, 304, 400, 401, 404, 418, 429, 500, 503])(
    "%i is a communication error with that status",
    async (status) => {
      expect(await caught(call({ endpoint: `${fixture.url}/status/${String(status)}` }))).toEqual({
        kind: "communication",
        title: "http_status",
        status,
      });
    },
  );

  test("a 3xx answer passes with redirect, and is not followed", async () => {
    const output = await call({ endpoint: `${fixture.url}/redirect`, redirect: true, output: "response" });
    expect(output).toMatchObject({ statusCode: 302, headers: { location: "/echo" }, content: null });
  });
});

describe("authentication", () => {
  const protectedBy = (authentication: Json): JsonObject => ({
    endpoint: { uri: `${fixture.url}/echo`, authentication },
  });
  const secrets = { pair: { username: "ann", password: "pässword" }, token: "abc", wrapped: { token: "def" } };

  test.each<[string, Json, string]>([
    ["basic", { basic: { username: "ann", password: "pässword" } }, "Basic YW5uOnDDpHNzd29yZA=="],
    ["basic from a secret", { basic: { use: "pair" } }, "Basic YW5uOnDDpHNzd29yZA=="],
    ["bearer", { bearer: { token: "abc" } }, "Bearer abc"],
    ["bearer from a secret", { bearer: { use: "token" } }, "Bearer abc"],
    ["bearer from a secret with its token", { bearer: { use: "wrapped" } }, "Bearer def"],
  ])("%s", async (_, authentication, expected) => {
    await call(protectedBy(authentication), { secrets });
    expect(fixture.requests().at(-1)?.headers["authorization"]).toBe(expected);
  });

  test("credentials are not part of the response output", async () => {
    const output = await call({ ...protectedBy({ basic: { use: "pair" } }), output: "response" }, { secrets });
    expect(output).toMatchObject({ request: { headers: {} } });
    expect((output as { request: { headers: object } }).request.headers).toEqual({});
  });

  test.each<[string, Json, string, string]>([
    ["a secret that is not declared", { basic: { use: "other" } }, "authorization", "secret_refused"],
    ["a policy that is not known", { certificate: {} }, "configuration", "authentication_unsupported"],
    ["a name that was not resolved", { use: "missing" }, "configuration", "authentication_unresolved"],
    ["a secret of the wrong shape", { basic: { use: "token" } }, "configuration", "secret_shape"],
  ])("%s fails", async (_, authentication, kind, title) => {
    expect(await caught(call(protectedBy(authentication), { secrets }))).toEqual({ kind, title });
  });
});

test.each<[string, JsonObject, string]>([
  ["no endpoint", {}, "invalid_arguments"],
  ["an endpoint that is no address", { endpoint: "petstore" }, "invalid_url"],
  ["an unknown output", { endpoint: "http://a.example", output: "all" }, "invalid_arguments"],
  ["headers that are no object", { endpoint: "http://a.example", headers: "x" }, "invalid_arguments"],
])("%s is a validation error", async (_, args, title) => {
  expect(await caught(call(args))).toEqual({ kind: "validation", title });
});
