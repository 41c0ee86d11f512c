// [R6] Every place of a document that makes the product fetch something is guarded: none of them reaches this machine.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { a2aAction } from "./a2a/a2a-action.ts";
import { asyncapiAction } from "./asyncapi/asyncapi-action.ts";
import { catalogAction } from "./catalog-function/catalog-action.ts";
import { grpcAction } from "./grpc/grpc-action.ts";
import { createHttpClient } from "./http/http-client.ts";
import { httpAction } from "./http/http-action.ts";
import { createMcpAction } from "./mcp/mcp-action.ts";
import { openapiAction } from "./openapi/openapi-action.ts";
import { testContext } from "./testing/action-context.ts";
import { caught } from "./testing/caught.ts";

type Way = readonly [name: string, action: { run: typeof httpAction.run }, args: (url: string) => Json];

const credentials = { client: { id: "a", secret: "b" }, grant: "client_credentials" };
const PUBLIC = "http://192.31.196.1/";

const WAYS: readonly Way[] = [
  ["an endpoint", httpAction, (url) => ({ method: "get", endpoint: { uri: url } })],
  ["an OpenAPI document", openapiAction, (url) => ({ document: { endpoint: { uri: url } }, operationId: "x" })],
  ["an agent", a2aAction, (url) => ({ method: "tasks/get", server: url })],
  ["an agent's card", a2aAction, (url) => ({ method: "tasks/get", agentCard: { endpoint: url } })],
  [
    "a server of tools",
    createMcpAction({}, {}),
    (url) => ({ method: "tools/list", transport: { http: { endpoint: url } } }),
  ],
  ["a function of a catalog", catalogAction, (url) => ({ function: "f", version: "1.0.0", endpoint: { uri: url } })],
  ["a function by its address", catalogAction, (url) => ({ function: url })],
  [
    "a protocol file",
    grpcAction,
    (url) => ({ proto: { endpoint: url }, service: { name: "S", host: "example.com" }, method: "M" }),
  ],
  ["an AsyncAPI document", asyncapiAction, (url) => ({ document: { endpoint: url }, operation: "o", message: {} })],
  [
    "a token endpoint",
    httpAction,
    (url) => ({
      method: "get",
      endpoint: { uri: PUBLIC, authentication: { oauth2: { authority: url, ...credentials } } },
    }),
  ],
  [
    "an OpenID discovery document",
    httpAction,
    (url) => ({
      method: "get",
      endpoint: { uri: PUBLIC, authentication: { oidc: { authority: url, ...credentials } } },
    }),
  ],
];

test.each(WAYS)("%s on this machine is refused, and nothing connects", async (_name, action, args) => {
  let connections = 0;
  const server = createServer((_, response) => response.end("reached")).on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = createHttpClient({ connectMs: 300, totalMs: 500 });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const failure = await caught(action.run(args(url), testContext(client)));
  expect({ failure, connections }).toEqual({
    failure: { kind: "authorization", title: "egress_blocked" },
    connections: 0,
  });
  await client.close();
  server.close();
});
