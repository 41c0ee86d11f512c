// `call: mcp` over HTTP, against a server made with the protocol's official SDK, and against servers that misbehave.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { McpServer, WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/server";
import type { Json, JsonObject } from "@ironweave/jq";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createActions } from "../create-actions.ts";
import { createHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import type { TestContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { startTestServer } from "../testing/test-server.ts";
import type { SeenRequest, TestAnswer } from "../testing/test-server.ts";

const client = createHttpClient({ allowHosts: ["127.0.0.0/8"] });
afterAll(() => client.close());

function context(secrets: Readonly<Record<string, Json>> = {}, signal?: AbortSignal): TestContext {
  return testContext(client, signal === undefined ? { secrets } : { secrets, signal });
}

function call(args: JsonObject, given: TestContext = context()): Promise<Json> {
  const action = createActions().get("mcp");
  if (action === undefined) throw new Error("no action");
  return action.run(args, given);
}

function greeter(): McpServer {
  const server = new McpServer({ name: "greeter", version: "1.0.0" }, { capabilities: { logging: {} } });
  const text = (said: string) => ({ content: [{ type: "text" as const, text: said }] });
  server.registerTool("greet", { description: "Says hello" }, () => text("hello"));
  server.registerTool("fail", {}, () => ({ ...text("out of order"), isError: true }));
  server.registerTool("slow", {}, () => new Promise(() => undefined));
  server.registerPrompt("ask", {}, () => ({ messages: [{ role: "user", content: { type: "text", text: "why?" } }] }));
  server.registerResource("note", "note://1", {}, (uri) => ({ contents: [{ uri: uri.href, text: "noted" }] }));
  return server;
}

describe.each([
  ["answers as streams, with sessions", { enableJsonResponse: false, sessions: true }],
  ["answers as JSON, without sessions", { enableJsonResponse: true, sessions: false }],
])("a server of the official SDK: %s", (_name, { enableJsonResponse, sessions }) => {
  const seen: { readonly method: string; readonly headers: Headers }[] = [];
  let url = "";
  const transports = new Map<string, WebStandardStreamableHTTPServerTransport>();
  const http = createServer((incoming, response) => {
    void (async () => {
      const headers = new Headers(
        Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
      );
      seen.push({ method: incoming.method ?? "", headers });
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
      const request = new Request(url, { method: incoming.method ?? "GET", headers, ...body });
      const answer = await (await transportFor(headers)).handleRequest(request);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      if (answer.body === null) response.end();
      else Readable.from(answer.body).pipe(response);
    })();
  });

  async function transportFor(headers: Headers): Promise<WebStandardStreamableHTTPServerTransport> {
    const found = transports.get(headers.get("mcp-session-id") ?? "");
    if (found !== undefined) return found;
    const transport = new WebStandardStreamableHTTPServerTransport({
      enableJsonResponse,
      ...(sessions ? { sessionIdGenerator: () => crypto.randomUUID() } : {}),
      onsessioninitialized: (id) => void transports.set(id, transport),
    });
    await greeter().connect(transport);
    return transport;
  }

  beforeAll(async () => {
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}/mcp`;
  });
  afterAll(() => {
    http.close();
    http.closeAllConnections();
  });

  const ask = (method: string, parameters: JsonObject = {}, more: JsonObject = {}): Promise<Json> =>
    call({ method, parameters, transport: { http: { endpoint: url } }, ...more });

  test("a tool is called and its result is the output", async () => {
    expect(await ask("tools/call", { name: "greet" })).toEqual({ content: [{ type: "text", text: "hello" }] });
  });

  test("tools, prompts and resources are listed and read", async () => {
    expect([
      Object.keys((await ask("tools/list")) as JsonObject),
      Object.keys((await ask("prompts/list")) as JsonObject),
      await ask("prompts/get", { name: "ask" }),
      await ask("resources/read", { uri: "note://1" }),
      await ask("resources/templates/list"),
    ]).toEqual([
      ["tools"],
      ["prompts"],
      { messages: [{ role: "user", content: { type: "text", text: "why?" } }] },
      { contents: [{ uri: "note://1", text: "noted" }] },
      { resourceTemplates: [] },
    ]);
  });

  test("a tool that failed is a fault", async () => {
    expect(await caught(ask("tools/call", { name: "fail" }))).toEqual({ kind: "runtime", title: "mcp_tool_failed" });
  });

  test("what the server does not know is a fault", async () => {
    expect(await caught(ask("prompts/get", { name: "none" }))).toEqual({ kind: "runtime", title: "mcp_error" });
  });

  test("the call's own timeout ends it", async () => {
    const slow = ask("tools/call", { name: "slow" }, { timeout: { milliseconds: 400 } });
    expect(await caught(slow)).toEqual({ kind: "timeout", title: "timeout" });
  });

  test("cancelling ends it with the reason", async () => {
    const cancel = new AbortController();
    const args = { method: "tools/call", parameters: { name: "slow" }, transport: { http: { endpoint: url } } };
    const ended = call(args, context({}, cancel.signal)).catch((error: unknown) => error);
    setTimeout(() => cancel.abort(new Error("cancelled")), 200);
    expect(await ended).toEqual(new Error("cancelled"));
  });

  test("headers and credentials go with each request, the version with all but the first, and sessions are closed", async () => {
    seen.length = 0;
    const http = {
      endpoint: { uri: url, authentication: { bearer: { use: "token" } } },
      headers: { "X-Team": "blue" },
    };
    await call({ method: "tools/list", transport: { http } }, context({ token: "s3cret" }));
    const requests = seen.map(({ method, headers }) => [
      method,
      headers.get("authorization"),
      headers.get("x-team"),
      headers.get("mcp-protocol-version"),
      headers.has("mcp-session-id"),
    ]);
    expect(requests).toEqual([
      ["POST", "Bearer s3cret", "blue", null, false],
      ["POST", "Bearer s3cret", "blue", "2025-06-18", sessions],
      ["POST", "Bearer s3cret", "blue", "2025-06-18", sessions],
      ...(sessions ? [["DELETE", "Bearer s3cret", "blue", "2025-06-18", true]] : []),
    ]);
  });
});

describe("a server that", () => {
  const welcome = (version: string): Json => ({ protocolVersion: version, capabilities: {}, serverInfo: {} });

  /** Answers the greeting, then the request with what is given. */
  async function against(second: TestAnswer, version = "2025-06-18"): Promise<readonly [Promise<Json>, SeenRequest[]]> {
    const server = await startTestServer(({ body }) => {
      const { id, method } = JSON.parse(body) as { id?: number; method?: string };
      if (method === "initialize") return { body: { jsonrpc: "2.0", id, result: welcome(version) } };
      return id === 2 ? second : { status: 202, body: "" };
    });
    const transport = { http: { endpoint: server.url } };
    const result = call({ method: "tools/call", parameters: { name: "x" }, transport });
    await result.catch(() => undefined);
    await server.close();
    return [result, server.seen];
  }

  test.each<[string, TestAnswer, string | undefined, string, string]>([
    ["speaks another version", {}, "1999-01-01", "configuration", "mcp_version"],
    [
      "answers with an error",
      { body: { jsonrpc: "2.0", id: 2, error: { code: -32_602, message: "no such tool" } } },
      undefined,
      "runtime",
      "mcp_error",
    ],
    ["says nothing", { body: "" }, undefined, "communication", "mcp_no_answer"],
    ["says something else", { body: "<html>" }, undefined, "communication", "mcp_no_answer"],
    [
      "answers another question",
      { body: { jsonrpc: "2.0", id: 77, result: {} } },
      undefined,
      "communication",
      "mcp_no_answer",
    ],
  ])("%s", async (_, second, version, kind, title) => {
    const [result] = await against(second, version);
    expect(await caught(result)).toEqual({ kind, title });
  });

  test("refuses", async () => {
    const [result] = await against({ status: 403, body: "who are you?" });
    expect(await caught(result)).toEqual({ kind: "communication", status: 403, title: "http_status" });
  });

  test("asks and tells something meanwhile: pings are answered, other questions refused, logs logged", async () => {
    const events = [
      { jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: "half-way" } },
      { jsonrpc: "2.0", id: "p", method: "ping" },
      { jsonrpc: "2.0", id: "q", method: "sampling/createMessage", params: {} },
      { jsonrpc: "2.0", id: 2, result: { done: true } },
    ];
    const body = events.map((event) => `event: message\ndata: ${JSON.stringify(event)}\n\n`).join("");
    const [result, seen] = await against({ headers: { "content-type": "text/event-stream" }, body });
    const answers = seen
      .map((request) => JSON.parse(request.body) as JsonObject)
      .filter((each) => "result" in each || "error" in each);
    expect(await result).toEqual({ done: true });
    expect(
      answers.map(({ id, result: answer, error }) => [id, answer, (error as JsonObject | undefined)?.["code"]]),
    ).toEqual([
      ["p", {}, undefined],
      ["q", undefined, -32_601],
    ]);
  });
});

describe("arguments", () => {
  test.each<[string, JsonObject, string, string]>([
    ["no transport", { method: "tools/list" }, "validation", "invalid_arguments"],
    ["an empty transport", { method: "tools/list", transport: {} }, "validation", "invalid_arguments"],
    [
      "an unknown method",
      { method: "x", transport: { http: { endpoint: "http://x" } } },
      "validation",
      "invalid_arguments",
    ],
    [
      "parameters that are a list",
      { method: "tools/list", parameters: [], transport: { http: { endpoint: "http://x" } } },
      "validation",
      "invalid_arguments",
    ],
    [
      "a program without an image",
      { method: "tools/list", transport: { stdio: { command: "npx", arguments: ["server"] } } },
      "configuration",
      "mcp_image",
    ],
    [
      "an inner address",
      { method: "tools/list", transport: { http: { endpoint: "http://169.254.169.254/" } } },
      "authorization",
      "egress_blocked",
    ],
  ])("%s", async (_, args, kind, title) => {
    expect(await caught(call(args))).toEqual({ kind, title });
  });
});
