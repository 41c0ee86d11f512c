// `call: openapi` against documents of both generations, in JSON and YAML (DSL reference, "OpenAPI Call").

import type { Json, JsonObject } from "@ironweave/jq";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createHttpClient } from "../http/http-client.ts";
import type { ClosableHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { startTestServer } from "../testing/test-server.ts";
import type { TestAnswer, TestServer } from "../testing/test-server.ts";
import { openapiAction } from "./openapi-action.ts";

const OPENAPI = `
openapi: 3.1.0
info: { title: Pets, version: '1' }
servers:
  - url: '{base}/v3/'
    variables: { base: { default: /api } }
paths:
  /pets/{petId}:
    parameters:
      - $ref: '#/components/parameters/PetId'
    get:
      operationId: getPet
      parameters:
        - { name: fields, in: query, schema: { type: array } }
        - { name: tags, in: query, explode: false, schema: { type: array } }
        - { name: filter, in: query, style: deepObject, explode: true, schema: { type: object } }
        - { name: X-Trace, in: header, schema: { type: string } }
        - { name: session, in: cookie, schema: { type: string } }
    put:
      operationId: putPet
      requestBody:
        required: true
        content:
          text/plain: {}
          application/json: {}
  /pets:
    servers: [{ url: 'https://elsewhere.example/other' }]
    post:
      operationId: elsewhere
components:
  parameters:
    PetId: { name: petId, in: path, required: true, schema: { type: integer } }
`;

const SWAGGER = {
  swagger: "2.0",
  basePath: "/v2",
  schemes: ["http"],
  paths: {
    "/pet/findByStatus": {
      get: {
        operationId: "find",
        parameters: [
          { name: "status", in: "query", required: true, type: "array", collectionFormat: "multi" },
          { name: "ids", in: "query", type: "array", collectionFormat: "pipes" },
        ],
      },
    },
    "/pet": {
      post: { operationId: "add", parameters: [{ name: "pet", in: "body", required: true, schema: {} }] },
      put: {
        operationId: "form",
        consumes: ["application/x-www-form-urlencoded"],
        parameters: [{ name: "name", in: "formData", type: "string" }],
      },
    },
  },
};

let server: TestServer;
let client: ClosableHttpClient;

beforeAll(async () => {
  server = await startTestServer(({ path }): TestAnswer => {
    if (path === "/openapi.yaml") return { headers: { "content-type": "application/yaml" }, body: OPENAPI };
    if (path === "/swagger.json") return { body: SWAGGER };
    if (path === "/moved.json") return { status: 302, headers: { location: "/swagger.json" } };
    if (path === "/broken.json") return { body: "{" };
    if (path === "/other.json") return { body: { asyncapi: "3.0.0" } };
    return path === "/missing.json" ? { status: 404 } : { body: { path } };
  });
  client = createHttpClient({ allowHosts: [new URL(server.url).host] });
});

beforeEach(() => {
  server.seen.length = 0;
});

afterAll(async () => {
  await client.close();
  await server.close();
});

function call(file: string, operationId: string, parameters: JsonObject = {}, more: JsonObject = {}): Promise<Json> {
  const args = { document: { endpoint: `${server.url}/${file}` }, operationId, parameters, ...more };
  return openapiAction.run(args, testContext(client, { secrets: { token: "abc" } }));
}

async function sent(file: string, operationId: string, parameters: JsonObject, more: JsonObject = {}) {
  await call(file, operationId, parameters, more);
  const last = server.seen.at(-1);
  if (last === undefined) throw new Error("nothing was sent");
  return last;
}

describe("parameters", () => {
  test("go where an OpenAPI 3 document says", async () => {
    const parameters = {
      petId: 7,
      fields: ["a", "b"],
      tags: ["c", "d"],
      filter: { e: 1 },
      "X-Trace": "t",
      session: "s s",
    };
    const { method, path, headers } = await sent("openapi.yaml", "getPet", parameters);
    expect({ method, path, trace: headers["x-trace"], cookie: headers["cookie"] }).toEqual({
      method: "GET",
      path: "/api/v3/pets/7?fields=a&fields=b&tags=c%2Cd&filter%5Be%5D=1",
      trace: "t",
      cookie: "session=s%20s",
    });
  });

  test("go where a Swagger 2 document says", async () => {
    const { path } = await sent("swagger.json", "find", { status: ["available", "sold"], ids: [1, 2] });
    expect(path).toBe("/v2/pet/findByStatus?status=available&status=sold&ids=1%7C2");
  });

  test.each<[string, string, string, JsonObject, { method: string; body: string; type: string }]>([
    [
      "the names that are no parameters",
      "openapi.yaml",
      "putPet",
      { petId: 1, name: "Rex" },
      { method: "PUT", body: '{"name":"Rex"}', type: "application/json" },
    ],
    [
      "body",
      "openapi.yaml",
      "putPet",
      { petId: 1, body: [1] },
      { method: "PUT", body: "[1]", type: "application/json" },
    ],
    [
      "a Swagger body parameter",
      "swagger.json",
      "add",
      { pet: { id: 1 } },
      { method: "POST", body: '{"id":1}', type: "application/json" },
    ],
    [
      "Swagger form fields",
      "swagger.json",
      "form",
      { name: "a b" },
      { method: "PUT", body: "name=a+b", type: "application/x-www-form-urlencoded" },
    ],
  ])("the body comes from %s", async (_, file, operationId, parameters, expected) => {
    const { method, body, headers } = await sent(file, operationId, parameters);
    expect({ method, body, type: headers["content-type"] }).toEqual(expected);
  });

  test.each<[string, string, JsonObject, string]>([
    ["a missing path parameter", "getPet", {}, "parameter_missing"],
    ["a missing body", "putPet", { petId: 1 }, "parameter_missing"],
    ["an unknown parameter", "getPet", { petId: 1, colour: "red" }, "parameter_unknown"],
  ])("%s is a validation error", async (_, operationId, parameters, title) => {
    expect(await caught(call("openapi.yaml", operationId, parameters))).toEqual({ kind: "validation", title });
  });
});

test("the server of the path wins, and is guarded like any other", async () => {
  const failure = await caught(call("openapi.yaml", "elsewhere"));
  expect(failure.kind).toBe("communication");
});

test("authentication goes to the operation, not to the document", async () => {
  await call("moved.json", "find", { status: [] }, { authentication: { bearer: { use: "token" } } });
  expect(server.seen.map(({ path, headers }) => [path, headers["authorization"]])).toEqual([
    ["/moved.json", undefined],
    ["/swagger.json", undefined],
    ["/v2/pet/findByStatus", "Bearer abc"],
  ]);
});

test.each([
  ["missing.json", "find", "openapi_document"],
  ["broken.json", "find", "openapi_document"],
  ["other.json", "find", "openapi_document"],
  ["swagger.json", "none", "openapi_operation"],
])("%s with operation %s is a configuration error", async (file, operationId, title) => {
  expect(await caught(call(file, operationId))).toEqual({ kind: "configuration", title });
});
