// OpenAPI documents in several files: relative and absolute references, chains, circles, limits, and who gets credentials.

import type { Json, JsonObject } from "@ironweave/jq";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createHttpClient } from "../http/http-client.ts";
import type { ClosableHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { startTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { openapiAction } from "./openapi-action.ts";

let server: TestServer;
let other: TestServer;
let client: ClosableHttpClient;
/** What is served, by path; each test writes what it needs below a folder of its own, since documents are kept. */
let files: Record<string, Json> = {};
let folder = "";
let count = 0;

beforeAll(async () => {
  server = await startTestServer(({ path, method }) => {
    const file = files[path.split("?")[0] ?? ""];
    if (file !== undefined) return { body: file };
    return path.includes("missing") ? { status: 404 } : { body: { called: `${method} ${path}` } };
  });
  other = await startTestServer(() => ({
    body: { Shared: { name: "shared", in: "query", required: true, schema: {} } },
  }));
  client = createHttpClient({ allowHosts: [new URL(server.url).host, new URL(other.url).host] });
});

beforeEach(() => {
  folder = `/case-${String(++count)}`;
  files = {};
  server.seen.length = 0;
  other.seen.length = 0;
});

afterAll(async () => {
  await client.close();
  await server.close();
  await other.close();
});

function call(paths: Json, args: JsonObject = {}, more: JsonObject = {}): Promise<Json> {
  files[`${folder}/api.json`] = { openapi: "3.1.0", servers: [{ url: "/v1" }], paths, ...more };
  const document = { endpoint: `${server.url}${folder}/api.json` };
  const context = testContext(client, { secrets: { token: "s3cret" } });
  return openapiAction.run({ document, operationId: "op", ...args }, context);
}

const reference = (to: string): JsonObject => ({ $ref: to });

test("a path, its parameters and its body may stand in other files, each relative to its own", async () => {
  files[`${folder}/paths/pet.yaml`] = {
    parameters: [reference("../parts/parameters.json#/Id")],
    post: { operationId: "op", requestBody: reference("#/bodies/Pet") },
    bodies: { Pet: { required: true, content: { "application/json": {} } } },
  };
  files[`${folder}/parts/parameters.json`] = { Id: { name: "id", in: "path", required: true, schema: {} } };
  const output = await call(
    { "/pets/{id}": reference("./paths/pet.yaml") },
    { parameters: { id: 7, body: { name: "Rex" } } },
  );
  expect([output, server.seen.at(-1)?.body]).toEqual([{ called: "POST /v1/pets/7" }, '{"name":"Rex"}']);
});

test("an absolute address leads to another server", async () => {
  const parameters = [reference(`${other.url}/parts.json#/Shared`)];
  const output = await call({ "/x": { get: { operationId: "op", parameters } } }, { parameters: { shared: 1 } });
  expect(output).toEqual({ called: "GET /v1/x?shared=1" });
});

test("servers of a path in another file are relative to that file", async () => {
  files[`${folder}/deep/er/path.json`] = { get: { operationId: "op" }, servers: [{ url: "../api" }] };
  const output = await call({ "/x": reference("deep/er/path.json") });
  expect(output).toEqual({ called: `GET ${folder}/deep/api/x` });
});

test("keys that need escaping are found, chains are followed", async () => {
  files[`${folder}/a.json`] = { "x/y z": reference("b.json#/list/1") };
  files[`${folder}/b.json`] = { list: [{}, { name: "q", in: "query", schema: {} }] };
  const parameters = [reference("a.json#/x~1y%20z")];
  const output = await call({ "/x": { get: { operationId: "op", parameters } } }, { parameters: { q: 1 } });
  expect(output).toEqual({ called: "GET /v1/x?q=1" });
});

test("other files are fetched once, and only when they are needed", async () => {
  files[`${folder}/path.json`] = { get: { operationId: "far" } };
  files[`${folder}/p.json`] = { A: { name: "a", in: "query" }, B: { name: "b", in: "query" } };
  const parameters = [reference("p.json#/A"), reference("p.json#/B")];
  await call({ "/far": reference("path.json"), "/x": { get: { operationId: "op", parameters } } });
  expect(server.seen.map(({ path }) => path.replace(folder, ""))).toEqual(["/api.json", "/p.json", "/v1/x"]);
});

test("credentials of the document go to files of its own server only", async () => {
  files[`${folder}/own.json`] = { A: { name: "a", in: "query" } };
  const endpoint = { uri: `${server.url}${folder}/api.json`, authentication: { bearer: { use: "token" } } };
  const parameters = [reference("own.json#/A"), reference(`${other.url}/parts-of-others.json#/Shared`)];
  await call(
    { "/x": { get: { operationId: "op", parameters } } },
    { document: { endpoint }, parameters: { shared: 1 } },
  );
  expect([...server.seen.slice(0, 2), ...other.seen].map(({ headers }) => headers["authorization"])).toEqual([
    "Bearer s3cret",
    "Bearer s3cret",
    undefined,
  ]);
});

describe("a reference that", () => {
  test.each<[string, () => Json, string]>([
    ["leads nowhere in the document", () => reference("#/none"), "openapi_reference"],
    ["leads nowhere in a file", () => reference("parts.json#/none"), "openapi_reference"],
    ["is of no known form", () => reference("parts.json#A"), "openapi_reference"],
    ["leads in a circle", () => reference("#/components/parameters/Self"), "openapi_reference"],
    ["leads in a circle over files", () => reference("parts.json#/Back"), "openapi_reference"],
    ["leads to a file that is missing", () => reference("missing.json"), "openapi_document"],
    ["leads to a list", () => reference("list.json"), "openapi_reference"],
  ])("%s is a configuration error", async (_, parameter, title) => {
    files[`${folder}/parts.json`] = { A: {}, Back: reference("api.json#/components/parameters/Far") };
    files[`${folder}/list.json`] = [];
    const parameters = { Self: reference("#/components/parameters/Self"), Far: reference("parts.json#/Back") };
    const paths = { "/x": { get: { operationId: "op", parameters: [parameter()] } } };
    expect(await caught(call(paths, {}, { components: { parameters } }))).toEqual({ kind: "configuration", title });
  });

  test("leads to an inner address is refused", async () => {
    const paths = { "/x": reference("http://169.254.169.254/latest/meta-data") };
    expect(await caught(call(paths))).toEqual({ kind: "authorization", title: "egress_blocked" });
  });

  test("is a file of the machine is refused", async () => {
    const failure = await caught(call({ "/x": reference("file:///etc/passwd") }));
    expect(failure).toEqual({ kind: "authorization", title: "egress_blocked" });
  });

  test("is one of too many is refused", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `p${String(index)}.json`);
    for (const name of names) files[`${folder}/${name}`] = { get: {} };
    const paths = Object.fromEntries(names.map((name) => [`/${name}`, reference(name)]));
    expect(await caught(call(paths))).toEqual({ kind: "configuration", title: "openapi_reference" });
  });
});
