// `call: a2a`: what an agent is sent and what of its answers becomes output, against a stand-in that speaks the protocol.

import type { Json, JsonObject } from "@ironweave/jq";
import { afterAll, describe, expect, test } from "vitest";
import { createHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { startTestServer } from "../testing/test-server.ts";
import type { SeenRequest, TestAnswer } from "../testing/test-server.ts";
import { a2aAction } from "./a2a-action.ts";

const client = createHttpClient({ allowHosts: ["127.0.0.0/8"] });
afterAll(() => client.close());

const MESSAGE = { message: { parts: [{ kind: "text", text: "hi" }] } };
const TASK = { id: "t1", kind: "task", status: { state: "completed" } };
const answer = (result: Json): TestAnswer => ({ body: { jsonrpc: "2.0", id: 1, result } });
const refusal = { jsonrpc: "2.0", id: 1, error: { code: -32_001, message: "Task not found" } };

function stream(...messages: readonly Json[]): TestAnswer {
  const body = messages.map((message) => `data: ${JSON.stringify(message)}\n\n`).join("");
  return { headers: { "content-type": "text/event-stream" }, body };
}

/** Calls a stand-in; `args` get its address. */
async function against(
  play: (request: SeenRequest, self: string) => TestAnswer,
  args: (url: string) => JsonObject,
): Promise<{ readonly result: Promise<Json>; readonly seen: readonly SeenRequest[]; readonly url: string }> {
  const server = await startTestServer(play);
  const result = a2aAction.run(args(server.url), testContext(client, { secrets: { token: "s3cret" } }));
  await result.catch(() => undefined);
  await server.close();
  return { result, seen: server.seen, url: server.url };
}

test("a message gets an id, equal for every attempt, and the user's role", async () => {
  const args = (server: string): JsonObject => ({ method: "message/send", server, parameters: MESSAGE });
  const first = await against(() => answer(TASK), args);
  const second = await against(() => answer(TASK), args);
  expect(await first.result).toEqual(TASK);
  expect(first.seen.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
    [
      "POST",
      {
        jsonrpc: "2.0",
        id: 1,
        method: "message/send",
        params: {
          message: {
            kind: "message",
            role: "user",
            messageId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
            parts: MESSAGE.message.parts,
          },
        },
      },
    ],
  ]);
  expect(second.seen[0]?.body).toBe(first.seen[0]?.body);
});

test("what a message says of itself is kept", async () => {
  const parameters = { message: { messageId: "m1", role: "agent", parts: [] }, configuration: { blocking: true } };
  const { seen } = await against(
    () => answer(TASK),
    (server) => ({ method: "message/send", server, parameters }),
  );
  expect((JSON.parse(seen[0]?.body ?? "") as JsonObject)["params"]).toEqual({
    message: { kind: "message", messageId: "m1", role: "agent", parts: [] },
    configuration: { blocking: true },
  });
});

test.each(["message/stream", "tasks/resubscribe"])("of %s all results are the output, in order", async (method) => {
  const result = (state: string, final: boolean): Json => ({
    jsonrpc: "2.0",
    id: 1,
    result: { kind: "status-update", status: { state }, final },
  });
  const { result: output } = await against(
    () => stream(result("working", false), result("completed", true)),
    (server) => ({ method, server, parameters: method === "message/stream" ? MESSAGE : { id: "t1" } }),
  );
  expect(await output).toEqual([
    { kind: "status-update", status: { state: "working" }, final: false },
    { kind: "status-update", status: { state: "completed" }, final: true },
  ]);
});

describe("errors", () => {
  test.each<[string, string, TestAnswer, string, string]>([
    ["an error", "tasks/get", { body: refusal }, "runtime", "a2a_error"],
    ["an error instead of a stream", "message/stream", { body: refusal }, "runtime", "a2a_error"],
    [
      "an error in a stream",
      "message/stream",
      stream({ jsonrpc: "2.0", id: 1, result: {} }, refusal),
      "runtime",
      "a2a_error",
    ],
    ["no answer", "tasks/get", { body: "hello" }, "communication", "a2a_no_answer"],
  ])("%s", async (_, method, play, kind, title) => {
    const { result } = await against(
      () => play,
      (server) => ({ method, server, parameters: { id: "t1" } }),
    );
    expect(await caught(result)).toEqual({ kind, title });
  });

  test("a status keeps its number", async () => {
    const { result } = await against(
      () => ({ status: 401 }),
      (server) => ({ method: "tasks/get", server }),
    );
    expect(await caught(result)).toEqual({ kind: "communication", status: 401, title: "http_status" });
  });

  test.each<[string, JsonObject]>([
    ["no agent", { method: "tasks/get" }],
    ["no method", { server: "http://127.0.0.1" }],
    ["an unknown method", { method: "tasks/steal", server: "http://127.0.0.1" }],
    ["parameters that are text", { method: "tasks/get", server: "http://127.0.0.1", parameters: "x" }],
  ])("%s", async (_, args) => {
    expect(await caught(a2aAction.run(args, testContext(client)))).toEqual({
      kind: "validation",
      title: "invalid_arguments",
    });
  });
});

describe("an agent's card", () => {
  const play =
    (card: (self: string) => Json) =>
    (request: SeenRequest, self: string): TestAnswer =>
      request.method === "GET" ? { body: card(self) } : answer(TASK);

  test.each<[string, (self: string) => Json, string]>([
    ["of 0.3", (self) => ({ url: `${self}/rpc`, preferredTransport: "JSONRPC" }), "/rpc"],
    ["that does not say how", (self) => ({ url: `${self}/rpc` }), "/rpc"],
    ["with a relative address", () => ({ url: "/rpc" }), "/rpc"],
    [
      "that prefers another transport",
      (self) => ({
        url: `${self}/grpc`,
        preferredTransport: "GRPC",
        additionalInterfaces: [{ url: `${self}/also`, transport: "JSONRPC" }],
      }),
      "/also",
    ],
    [
      "of 1.0",
      (self) => ({ supportedInterfaces: [{ url: `${self}/v1`, protocolBinding: "JSONRPC", protocolVersion: "1.0" }] }),
      "/v1",
    ],
  ])("%s is followed", async (_, card, path) => {
    const { result, seen } = await against(play(card), (url) => ({
      method: "tasks/get",
      agentCard: { endpoint: `${url}/card-${path.slice(1)}.json` },
    }));
    expect(await result).toEqual(TASK);
    expect(seen.map(({ method, path: where }) => `${method} ${where}`)).toEqual([
      `GET /card-${path.slice(1)}.json`,
      `POST ${path}`,
    ]);
  });

  test("is found at the well-known place of a site", async () => {
    const { seen } = await against(
      play(() => ({ url: "/rpc" })),
      (url) => ({ method: "tasks/get", agentCard: { endpoint: url } }),
    );
    expect(seen[0]?.path).toBe("/.well-known/agent-card.json");
  });

  const authenticated = (uri: string): JsonObject => ({
    method: "tasks/get",
    agentCard: { endpoint: { uri, authentication: { bearer: { use: "token" } } } },
  });

  test("gets the credentials, and so does an agent of the same origin", async () => {
    const { seen } = await against(
      play(() => ({ url: "/rpc" })),
      authenticated,
    );
    expect(seen.map(({ headers }) => headers["authorization"])).toEqual(["Bearer s3cret", "Bearer s3cret"]);
  });

  test("gives them to no other origin", async () => {
    const agent = await startTestServer(() => answer(TASK));
    const { result } = await against(
      play(() => ({ url: agent.url })),
      authenticated,
    );
    await agent.close();
    expect(await result).toEqual(TASK);
    expect(agent.seen.map(({ headers }) => headers["authorization"])).toEqual([undefined]);
  });

  test.each<[string, TestAnswer]>([
    ["is missing", { status: 404 }],
    ["is no JSON", { body: "<html>" }],
    ["names no address", { body: { name: "agent" } }],
    ["offers only other transports", { body: { url: "http://127.0.0.1/", preferredTransport: "HTTP+JSON" } }],
  ])("that %s is a configuration error", async (_, card) => {
    const { result } = await against(
      () => card,
      (url) => ({ method: "tasks/get", agentCard: { endpoint: url } }),
    );
    expect(await caught(result)).toEqual({ kind: "configuration", title: "a2a_card" });
  });

  test("cannot lead to an inner address", async () => {
    const { result } = await against(
      play(() => ({ url: "http://169.254.169.254/" })),
      (url) => ({
        method: "tasks/get",
        agentCard: { endpoint: url },
      }),
    );
    expect(await caught(result)).toEqual({ kind: "authorization", title: "egress_blocked" });
  });
});
