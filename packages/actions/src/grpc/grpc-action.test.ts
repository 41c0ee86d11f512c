// `call: grpc` against a real server of grpc-js whose messages protobufjs makes (DSL reference, "gRPC Call"). TLS is in
// private-authorities.test.ts.

import type { Json, JsonObject } from "@ironweave/jq";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHttpClient } from "../http/http-client.ts";
import type { ClosableHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { COMMON_PROTO, GREETER_PROTO, GRPC_STATUS, startGrpcServer } from "../testing/grpc-server.ts";
import type { GrpcTestServer } from "../testing/grpc-server.ts";
import { startTestServer } from "../testing/test-server.ts";
import type { TestAnswer, TestServer } from "../testing/test-server.ts";
import { grpcAction } from "./grpc-action.ts";

const PROTOS: Readonly<Record<string, string>> = {
  "/protos/demo/v1/greeter.proto": GREETER_PROTO,
  "/protos/demo/common.proto": COMMON_PROTO,
  "/broken.proto": "message {",
  "/lonely.proto": 'syntax = "proto3"; import "nowhere.proto"; message A { B b = 1; }',
  "/unknown-type.proto": 'syntax = "proto3"; message A { Nothing b = 1; }',
  "/edition.proto": 'edition = "2023"; message A { int32 b = 1; }',
  "/loop.proto": 'syntax = "proto3"; import "loop2.proto"; message A {}',
  "/loop2.proto": 'syntax = "proto3"; import "loop.proto"; message B {}',
};

let protos: TestServer;
let server: GrpcTestServer;
let client: ClosableHttpClient;

beforeAll(async () => {
  protos = await startTestServer(({ path }): TestAnswer => {
    const text = Object.hasOwn(PROTOS, path) ? PROTOS[path] : undefined;
    return text === undefined ? { status: 404 } : { headers: { "content-type": "text/plain" }, body: text };
  });
  server = await startGrpcServer();
  client = createHttpClient({ allowHosts: ["127.0.0.0/8"] });
});

afterAll(async () => {
  server.close();
  await client.close();
  await protos.close();
});

interface Options {
  readonly file?: string;
  readonly service?: JsonObject;
  readonly signal?: AbortSignal;
  readonly http?: ClosableHttpClient;
}

function call(method: string, args?: Json, options: Options = {}): Promise<Json> {
  const context = testContext(options.http ?? client, {
    secrets: { token: "abc" },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return grpcAction.run(
    {
      proto: { endpoint: `${protos.url}${options.file ?? "/protos/demo/v1/greeter.proto"}` },
      service: { name: "demo.v1.Greeter", host: "127.0.0.1", port: server.port, ...options.service },
      method,
      ...(args === undefined ? {} : { arguments: args }),
    },
    context,
  );
}

const ANN = { person: { fullName: "Ann", age: 7 } };
const EMPTY = { numbers: [], moods: {}, failWith: 0 };
const request = (more: JsonObject) => ({ ...EMPTY, ...more });

describe("methods", () => {
  test("a unary method takes and gives every kind of field in the JSON form of protocol buffers", async () => {
    const sent = {
      ...ANN,
      numbers: ["9007199254740993", "-1"],
      moods: { monday: "MOOD_HAPPY" },
      note: "n",
      blob: "AQI=",
      at: "2026-11-23T02:00:00Z",
      inner: { weight: 1.5 },
    };
    expect(await call("Greet", sent)).toEqual({ text: "hello Ann", index: 0, request: request(sent) });
  });

  test("names as the file has them are taken too, and missing arguments are an empty message", async () => {
    expect(await call("Greet", { person: { full_name: "Bo" } })).toEqual({
      text: "hello Bo",
      index: 0,
      request: request({ person: { fullName: "Bo", age: 0 } }),
    });
    expect(await call("Greet")).toEqual({ text: "hello ", index: 0, request: EMPTY });
  });

  test("a method that streams its answers gives them in an array", async () => {
    const answers = (await call("GreetMany", ANN)) as readonly JsonObject[];
    expect(answers.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  test("a method to which one streams takes an array, or a single message", async () => {
    const many = [ANN, { person: { fullName: "Bo" } }];
    expect(await call("GreetAll", many)).toEqual({ text: "Ann and Bo", index: 2 });
    expect(await call("GreetAll", ANN)).toEqual({ text: "Ann", index: 1 });
  });

  test("where both sides stream, arrays go in and come out", async () => {
    const answers = (await call("Chat", [ANN, ANN])) as readonly JsonObject[];
    expect(answers.map(({ text, index }) => [text, index])).toEqual([
      ["hello Ann", 0],
      ["hello Ann", 1],
    ]);
  });

  test("a service may go by its name alone", async () => {
    expect(await call("GreetAll", [], { service: { name: "Greeter" } })).toEqual({ text: "", index: 0 });
  });
});

test.each([
  ["INVALID_ARGUMENT", { kind: "communication", status: 400, title: "grpc_status" }],
  ["NOT_FOUND", { kind: "communication", status: 404, title: "grpc_status" }],
  ["ALREADY_EXISTS", { kind: "communication", status: 409, title: "grpc_status" }],
  ["PERMISSION_DENIED", { kind: "authorization", status: 403, title: "grpc_status" }],
  ["UNAUTHENTICATED", { kind: "authentication", status: 401, title: "grpc_status" }],
  ["RESOURCE_EXHAUSTED", { kind: "communication", status: 429, title: "grpc_status" }],
  ["UNIMPLEMENTED", { kind: "communication", status: 501, title: "grpc_status" }],
  ["UNAVAILABLE", { kind: "communication", status: 503, title: "grpc_status" }],
  ["INTERNAL", { kind: "communication", status: 500, title: "grpc_status" }],
  ["DEADLINE_EXCEEDED", { kind: "timeout", status: 408, title: "timeout" }],
] as const)("the status %s is an error of the DSL", async (name, expected) => {
  expect(await caught(call("Greet", { failWith: GRPC_STATUS[name] }))).toEqual(expected);
});

test("a stream that fails half-way fails", async () => {
  expect(await caught(call("GreetMany", { failWith: 10 }))).toEqual({
    kind: "communication",
    status: 409,
    title: "grpc_status",
  });
});

test.each<[string, Options & { readonly method?: string; readonly args?: Json }, object]>([
  ["an unknown method", { method: "Nothing" }, { kind: "configuration", title: "grpc_method" }],
  ["an unknown service", { service: { name: "demo.v1.Other" } }, { kind: "configuration", title: "grpc_method" }],
  ["a missing file", { file: "/missing.proto" }, { kind: "configuration", title: "grpc_proto" }],
  ["a broken file", { file: "/broken.proto" }, { kind: "configuration", title: "grpc_proto" }],
  ["an import that is nowhere", { file: "/lonely.proto" }, { kind: "configuration", title: "grpc_proto" }],
  ["a type that is nowhere", { file: "/unknown-type.proto" }, { kind: "configuration", title: "grpc_proto" }],
  ["an edition", { file: "/edition.proto" }, { kind: "configuration", title: "grpc_proto" }],
  ["files that import each other", { file: "/loop.proto" }, { kind: "configuration", title: "grpc_proto" }],
  ["an unknown field", { args: { colour: "red" } }, { kind: "validation", title: "invalid_arguments" }],
  ["a value of another type", { args: { note: 1 } }, { kind: "validation", title: "invalid_arguments" }],
  ["an array for one message", { args: [] }, { kind: "validation", title: "invalid_arguments" }],
  ["a port that is none", { service: { port: 0 } }, { kind: "validation", title: "invalid_arguments" }],
])("%s is refused", async (_name, { method = "Greet", args = {}, ...options }, expected) => {
  expect(await caught(call(method, args, options))).toEqual(expected);
});

describe("the way out", () => {
  test("credentials and the idempotency key go along as metadata", async () => {
    server.seen.length = 0;
    await call("Greet", {}, { service: { authentication: { bearer: { use: "token" } } } });
    await call("Greet", {}, { service: { authentication: { basic: { username: "u", password: "p" } } } });
    expect(server.seen.map((each) => [each.get("authorization"), each.get("idempotency-key")])).toEqual([
      [["Bearer abc"], ["tenant/run/do/0/step/-"]],
      [[`Basic ${Buffer.from("u:p").toString("base64")}`], ["tenant/run/do/0/step/-"]],
    ]);
  });

  test("a scheme of HTTP alone is refused", async () => {
    const authentication = { digest: { username: "u", password: "p" } };
    expect(await caught(call("Greet", {}, { service: { authentication } }))).toEqual({
      kind: "configuration",
      title: "authentication_unsupported",
    });
  });

  test("a service on this machine is refused, and nothing connects", async () => {
    const strict = createHttpClient({ allowHosts: [new URL(protos.url).host] });
    server.seen.length = 0;
    for (const host of ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"]) {
      expect(await caught(call("Greet", {}, { http: strict, service: { host } }))).toEqual({
        kind: "authorization",
        title: "egress_blocked",
      });
    }
    expect(server.seen).toEqual([]);
    await strict.close();
  });

  test("a service that nobody runs is a communication error", async () => {
    const gone = await startGrpcServer();
    gone.close();
    expect(await caught(call("Greet", {}, { service: { port: gone.port } }))).toEqual({
      kind: "communication",
      title: "connection_failed",
    });
  });

  test("the end of the time that is left is a timeout", async () => {
    expect(await caught(call("Never", {}, { signal: AbortSignal.timeout(300) }))).toEqual({
      kind: "timeout",
      title: "timeout",
    });
  });

  test("a cancelled call is cancelled at the server", async () => {
    const controller = new AbortController();
    const before = server.cancelled();
    server.seen.length = 0;
    const result = call("Never", {}, { signal: controller.signal });
    const outcome = result.then(
      () => "fulfilled",
      (error: unknown) => error,
    );
    await expect.poll(() => server.seen.length).toBe(1);
    const reason = new Error("cancelled");
    controller.abort(reason);
    expect(await outcome).toBe(reason);
    await expect.poll(() => server.cancelled()).toBe(before + 1);
  });
});
