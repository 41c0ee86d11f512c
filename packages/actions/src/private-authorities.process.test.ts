// Servers whose certificates come from a private authority, over HTTP and gRPC: trusted where NODE_EXTRA_CA_CERTS names the
// authority's certificate, else refused with a sentence that says so (docs/connections.md).

import { execFile } from "node:child_process";
import { createServer } from "node:https";
import type { Server } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Json, JsonObject } from "@ironweave/jq";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { TlsCall, TlsOutcome } from "./testing/call-over-tls.ts";
import { COMMON_PROTO, GREETER_PROTO, startGrpcServer } from "./testing/grpc-server.ts";
import type { GrpcTestServer } from "./testing/grpc-server.ts";
import { createAuthority } from "./testing/private-authority.ts";
import type { PrivateAuthority } from "./testing/private-authority.ts";
import { startTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

const PROGRAM = fileURLToPath(new URL("./testing/call-over-tls.ts", import.meta.url));

let authority: PrivateAuthority;
let protos: TestServer;
let grpc: GrpcTestServer;
let https: Server;

beforeAll(async () => {
  authority = createAuthority();
  protos = await startTestServer(({ path }) => ({
    body: path.endsWith("common.proto") ? COMMON_PROTO : GREETER_PROTO,
  }));
  const certificate = authority.issue(["DNS:inside.example", "IP:127.0.0.1"]);
  grpc = await startGrpcServer(certificate);
  https = createServer(certificate, (_request, response) => response.end("fine"));
  await new Promise<void>((resolve) => https.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  grpc.close();
  https.close();
  await protos.close();
  authority.remove();
});

async function perform(calls: readonly TlsCall[], extra: string | undefined): Promise<readonly TlsOutcome[]> {
  const { NODE_EXTRA_CA_CERTS: _others, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, JSON.stringify(calls)], {
    env: extra === undefined ? env : { ...env, NODE_EXTRA_CA_CERTS: extra },
  });
  return JSON.parse(stdout) as readonly TlsOutcome[];
}

function greet(method: string, host: string, service: JsonObject = {}): TlsCall {
  const args: Json = {
    proto: { endpoint: `${protos.url}/protos/demo/v1/greeter.proto` },
    service: { name: "demo.v1.Greeter", host, port: grpc.port, ...service },
    method,
    arguments: { person: { fullName: "Ann" } },
  };
  return { action: "grpc", args };
}

function get(host: string): TlsCall {
  const uri = `https://${host}:${String((https.address() as AddressInfo).port)}/`;
  return { action: "http", args: { method: "get", endpoint: { uri } } };
}

/** The texts that a greeting's answers hold, or how it failed; sentences are not compared. */
function seen(outcome: TlsOutcome | undefined): unknown {
  if (outcome === undefined || !("output" in outcome)) return { kind: outcome?.kind, title: outcome?.title };
  const { output } = outcome;
  const texts = (Array.isArray(output) ? output : [output]) as readonly (JsonObject | string)[];
  return texts.map((each) => (typeof each === "string" ? each : each["text"]));
}

const REFUSED = { kind: "communication", title: "certificate_refused" };

test("unary methods, streams and HTTP requests reach servers of an authority that the operator added, by address and by name", async () => {
  const credentials = { authentication: { basic: { username: "u", password: "p" } } };
  const calls = ["127.0.0.1", "inside.example"].flatMap((host) => [
    greet("Greet", host, credentials),
    greet("GreetMany", host),
    greet("Chat", host),
    get(host),
  ]);
  const each = [["hello Ann"], ["hello Ann", "hello Ann", "hello Ann"], ["hello Ann"], ["fine"]];
  expect((await perform(calls, authority.file)).map(seen)).toEqual([...each, ...each]);
});

test("without it they are refused before anything is sent, and the message says what the operator does", async () => {
  grpc.seen.length = 0;
  const outcomes = await perform(
    [greet("Greet", "127.0.0.1"), greet("GreetMany", "inside.example"), get("127.0.0.1")],
    undefined,
  );
  expect(outcomes.map(seen)).toEqual([REFUSED, REFUSED, REFUSED]);
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ message: expect.stringContaining("NODE_EXTRA_CA_CERTS") });
  expect(grpc.seen).toEqual([]);
});

test("a certificate for another name is refused though its authority is trusted", async () => {
  const nameless = await startGrpcServer(authority.issue(["DNS:inside.example"]));
  onTestFinished(() => nameless.close());
  grpc.seen.length = 0;
  const outcomes = await perform(
    [greet("Greet", "outside.example"), greet("Greet", "127.0.0.1", { port: nameless.port }), get("outside.example")],
    authority.file,
  );
  expect(outcomes.map(seen)).toEqual([REFUSED, REFUSED, REFUSED]);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ message: expect.stringContaining("other names") });
  expect([...grpc.seen, ...nameless.seen]).toEqual([]);
});

test("a certificate that has expired is refused", async () => {
  const expired = await startGrpcServer(authority.issue(["IP:127.0.0.1"], 0));
  onTestFinished(() => expired.close());
  // Its last moment is the one in which it was made, in whole seconds.
  await delay(1100);
  const [outcome] = await perform([greet("Greet", "127.0.0.1", { port: expired.port })], authority.file);
  expect(seen(outcome)).toEqual(REFUSED);
  expect(outcome).toMatchObject({ message: expect.stringContaining("expired") });
});

test("at port 443, which is not tried beforehand, the certificate is told from a server that is down", async ({
  skip,
}) => {
  const host = "127.31.7.44";
  const standard = await startGrpcServer(authority.issue([`IP:${host}`]), `${host}:443`).catch(() => undefined);
  if (standard === undefined) {
    process.stderr.write("SKIPPED: gRPC at port 443: this user may not listen there\n");
    skip();
  }
  onTestFinished(() => standard?.close());
  const at = (each: string) => greet("Greet", each, { port: 443 });
  expect((await perform([at(host)], authority.file)).map(seen)).toEqual([["hello Ann"]]);
  const [refused, down] = await perform([at(host), at("127.31.7.45")], undefined);
  expect(refused).toMatchObject({ ...REFUSED, message: expect.stringContaining("NODE_EXTRA_CA_CERTS") });
  expect(seen(down)).toEqual({ kind: "communication", title: "grpc_status" });
});
