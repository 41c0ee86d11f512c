// `call: asyncapi` against servers in this process: HTTP, WebSocket (ws) and MQTT (aedes), by documents of both generations
// (DSL reference, "AsyncAPI Call"). NATS, RabbitMQ and mosquitto are in
// asyncapi-brokers.integration.test.ts, Kafka in kafka.integration.test.ts.

import { createServer as createHttpServer } from "node:http";
import type { Server as HttpServer } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import type { Json, JsonObject } from "@ironweave/jq";
import { Aedes } from "aedes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { createHttpClient } from "../http/http-client.ts";
import type { ClosableHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { subscribeAll } from "../testing/subscribe-all.ts";
import { startTestServer } from "../testing/test-server.ts";
import type { TestAnswer, TestServer } from "../testing/test-server.ts";
import { asyncapiAction } from "./asyncapi-action.ts";

const documents = new Map<string, Json>();
let server: TestServer;
let stream: HttpServer;
let sockets: WebSocketServer;
let mqttServer: Server;
let aedes: Aedes;
let client: ClosableHttpClient;
let ports: { readonly http: number; readonly stream: number; readonly ws: number; readonly mqtt: number };
const frames: { readonly url: string; readonly text: string; readonly authorization: string | undefined }[] = [];

const portOf = (each: { address(): unknown }): number => (each.address() as AddressInfo).port;

beforeAll(async () => {
  server = await startTestServer(({ path, method }): TestAnswer => {
    if (method === "POST") return path === "/refused" ? { status: 503 } : { status: 202 };
    const document = documents.get(path);
    return document === undefined ? { status: 404 } : { body: document };
  });
  stream = createHttpServer((request, response) => {
    const lines = request.url === "/lines";
    response.writeHead(200, { "content-type": lines ? "application/x-ndjson" : "text/event-stream" });
    if (lines) response.end('{"n":1}\n{"n":2}\n{"n":3}');
    else response.write('data: {"n":1}\n\n: note\ndata: {"n":\ndata: 2}\n\n');
  });
  await new Promise<void>((resolve) => stream.listen(0, "127.0.0.1", resolve));
  sockets = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await new Promise<void>((resolve) => sockets.once("listening", () => resolve()));
  sockets.on("connection", (socket, request) => {
    socket.on("message", (data: Buffer) => {
      const { authorization } = request.headers;
      frames.push({ url: request.url ?? "", text: data.toString("utf8"), authorization });
    });
    if (request.url === "/ticks") for (const n of [1, 2, 3]) socket.send(JSON.stringify({ n }));
    if (request.url === "/short") {
      socket.send("plain text");
      socket.close(1000);
    }
  });
  aedes = await Aedes.createBroker();
  mqttServer = createServer((socket) => void aedes.handle(socket));
  await new Promise<void>((resolve) => mqttServer.listen(0, "127.0.0.1", resolve));
  ports = {
    http: Number(new URL(server.url).port),
    stream: portOf(stream),
    ws: portOf(sockets),
    mqtt: portOf(mqttServer),
  };
  client = createHttpClient({ allowHosts: ["127.0.0.0/8"] });
  documents.set("/v3.json", documentV3());
  documents.set("/v2.json", documentV2());
});

afterAll(async () => {
  await client.close();
  await server.close();
  stream.closeAllConnections();
  stream.close();
  sockets.close();
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
  mqttServer.close();
});

function documentV3(): JsonObject {
  const channel = (address: string, on: string, more: JsonObject = {}): JsonObject => ({
    address,
    servers: [{ $ref: `#/servers/${on}` }],
    ...more,
  });
  return {
    asyncapi: "3.0.0",
    servers: {
      web: { host: `127.0.0.1:${String(ports.http)}`, protocol: "http", pathname: "/base" },
      stream: { host: `127.0.0.1:${String(ports.stream)}`, protocol: "http" },
      sockets: { host: "127.0.0.1:{port}", protocol: "ws", variables: { port: { default: String(ports.ws) } } },
      mqtt: { host: `127.0.0.1:${String(ports.mqtt)}`, protocol: "mqtt" },
      pulsar: { host: "127.0.0.1:1", protocol: "pulsar" },
      nobody: { host: "127.0.0.1:1", protocol: "mqtt" },
      hidden: { host: "localhost:1883", protocol: "mqtt" },
      kafka: { host: "127.0.0.1:9092", protocol: "kafka" },
      nats: { host: "127.0.0.1:4222", protocol: "nats" },
      amqp: { host: "127.0.0.1:5672", protocol: "amqp" },
    },
    channels: {
      orders: channel("orders/{id}", "web", { parameters: { id: { default: "7" } } }),
      refused: { $ref: "#/components/channels/refused" },
      events: channel("/events", "stream"),
      lines: channel("/lines", "stream"),
      ticks: channel("/ticks", "sockets"),
      short: channel("/short", "sockets"),
      topic: channel("plant/1/temperature", "mqtt"),
      pulsar: channel("x", "pulsar"),
      nobody: channel("x", "nobody"),
      hidden: channel("x", "hidden"),
      kafka: channel("x", "kafka"),
      nats: channel("x", "nats"),
      amqp: channel("x", "amqp"),
    },
    components: { channels: { refused: { address: "../refused", servers: [{ $ref: "#/servers/stream" }] } } },
    operations: Object.fromEntries(
      [
        "orders",
        "refused",
        "events",
        "lines",
        "ticks",
        "short",
        "topic",
        "pulsar",
        "nobody",
        "hidden",
        "kafka",
        "nats",
        "amqp",
      ].map((name) => [name, { action: "send", channel: { $ref: `#/channels/${name}` } }]),
    ),
  };
}

function documentV2(): JsonObject {
  return {
    asyncapi: "2.6.0",
    defaultContentType: "text/plain",
    servers: {
      production: { url: "mqtt://broker.example", protocol: "mqtt" },
      test: { url: "ws://{where}/v2", protocol: "ws", variables: { where: { default: "nowhere" } } },
    },
    channels: { "/rooms/{room}": { publish: { operationId: "say" }, subscribe: { operationId: "hear" } } },
  };
}

interface Options {
  readonly file?: string;
  readonly http?: ClosableHttpClient;
  readonly key?: string;
  readonly more?: JsonObject;
}

let steps = 0;

function contextOf({ http = client, key = `step-${String(steps++)}` }: Options) {
  return testContext(http, { idempotencyKey: key, secrets: { token: "abc" } });
}

function argumentsOf(what: JsonObject, { file = "/v3.json", more = {} }: Options): JsonObject {
  return { document: { endpoint: `${server.url}${file}` }, ...what, ...more };
}

const publish = (operation: string, message: JsonObject, options: Options = {}): Promise<Json> =>
  asyncapiAction.run(argumentsOf({ operation, message }, options), contextOf(options));

const subscribe = (operation: string, amount: number, opened = async () => {}): Promise<readonly Json[]> =>
  subscribeAll(argumentsOf({ operation }, {}), amount, contextOf({}), opened);

describe("publishing", () => {
  test("over HTTP is a request with the message as its body", async () => {
    server.seen.length = 0;
    const authentication = { basic: { username: "u", password: "p" } };
    const message = { payload: { a: 1 }, headers: { "x-kind": "test" } };
    expect(await publish("orders", message, { key: "k", more: { authentication } })).toEqual(message);
    const sent = server.seen.find(({ method }) => method === "POST");
    expect({ path: sent?.path, body: sent?.body, headers: sent?.headers }).toMatchObject({
      path: "/base/orders/7",
      body: '{"a":1}',
      headers: {
        "content-type": "application/json",
        "x-kind": "test",
        authorization: `Basic ${Buffer.from("u:p").toString("base64")}`,
        "idempotency-key": "k",
      },
    });
  });

  test("over a WebSocket is a frame, by a channel and a server of version 2", async () => {
    frames.length = 0;
    const more = {
      channel: "/rooms/{room}",
      server: { name: "test", variables: { where: `127.0.0.1:${String(ports.ws)}`, room: 5 } },
      authentication: { bearer: { use: "token" } },
    };
    await asyncapiAction.run(
      argumentsOf({ message: { payload: "hello" }, ...more }, { file: "/v2.json" }),
      contextOf({}),
    );
    await expect.poll(() => frames).toEqual([{ url: "/v2/rooms/5", text: "hello", authorization: "Bearer abc" }]);
  });

  test("over MQTT reaches a subscriber", async () => {
    const messages = await subscribe("topic", 2, async () => {
      await publish("topic", { payload: { degrees: 21 } });
      await publish("topic", { payload: "text" });
    });
    expect(messages).toEqual([
      { payload: { degrees: 21 }, headers: {} },
      { payload: "text", headers: {} },
    ]);
  });
});

describe("subscribing", () => {
  test("over HTTP takes server-sent events, whose lines belong together", async () => {
    expect(await subscribe("events", 2)).toEqual([
      { payload: { n: 1 }, headers: {} },
      { payload: { n: 2 }, headers: {} },
    ]);
  });

  test("over a WebSocket takes every frame, also those that come before one is asked for", async () => {
    const payloads = (await subscribe("ticks", 3)) as readonly JsonObject[];
    expect(payloads.map(({ payload }) => payload)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  test("an answer that ends tells that nothing more will come", async () => {
    const context = contextOf({});
    const take = { atMost: 100, waitMs: 2000 };
    const args = argumentsOf({ operation: "lines", subscription: { take } }, {});
    const seen: Json[] = [];
    for (let asked = 0; asked < 5; asked++) {
      const taken = (await asyncapiAction.run(args, context)) as { messages: readonly Json[]; ended: boolean };
      seen.push(...taken.messages);
      if (taken.ended) break;
    }
    expect(seen).toEqual([1, 2, 3].map((n) => ({ payload: { n }, headers: {} })));
  });

  test("nothing in time is an empty answer", async () => {
    const args = argumentsOf({ operation: "topic", subscription: { take: { atMost: 1, waitMs: 50 } } }, {});
    const context = contextOf({});
    expect(await asyncapiAction.run(args, context)).toEqual({ messages: [], ended: false });
    const closed = { ...args, subscription: { take: { close: true } } };
    expect(await asyncapiAction.run(closed, context)).toEqual({ messages: [], ended: true });
  });

  test("a subscription that is cancelled is closed", async () => {
    const before = aedes.connectedClients;
    const controller = new AbortController();
    const args = argumentsOf({ operation: "topic", subscription: { take: { atMost: 1, waitMs: 60_000 } } }, {});
    const taken = asyncapiAction.run(args, testContext(client, { signal: controller.signal, idempotencyKey: "gone" }));
    const outcome = taken.then(
      () => "fulfilled",
      (error: unknown) => error,
    );
    await expect.poll(() => aedes.connectedClients).toBe(before + 1);
    const reason = new Error("cancelled");
    controller.abort(reason);
    expect(await outcome).toBe(reason);
    await expect.poll(() => aedes.connectedClients).toBe(before);
  });
});

test.each<[string, string, Options, object]>([
  ["an unknown operation", "nothing", {}, { kind: "configuration", title: "asyncapi_operation" }],
  ["a protocol that is not spoken", "pulsar", {}, { kind: "configuration", title: "asyncapi_protocol" }],
  [
    "a server of no such protocol",
    "orders",
    { more: { protocol: "kafka" } },
    { kind: "configuration", title: "asyncapi_server" },
  ],
  [
    "an unknown server",
    "orders",
    { more: { server: { name: "x" } } },
    { kind: "configuration", title: "asyncapi_server" },
  ],
  ["a missing document", "orders", { file: "/no.json" }, { kind: "configuration", title: "asyncapi_document" }],
  ["a broker that is not there", "nobody", {}, { kind: "communication", title: "connection_failed" }],
  [
    "headers over MQTT 3",
    "topic",
    { more: { message: { headers: { a: 1 } } } },
    { kind: "validation", title: "asyncapi_headers" },
  ],
])("%s is refused", async (_name, operation, options, expected) => {
  expect(await caught(publish(operation, { payload: 1 }, options))).toEqual(expected);
});

test("a broker on this machine is refused unless it is listed", async () => {
  const strict = createHttpClient({ allowHosts: [`127.0.0.1:${String(ports.http)}`] });
  for (const operation of ["topic", "ticks", "events", "hidden", "nobody", "kafka", "nats", "amqp"]) {
    expect(await caught(publish(operation, { payload: 1 }, { http: strict }))).toEqual({
      kind: "authorization",
      title: "egress_blocked",
    });
  }
  await strict.close();
});
