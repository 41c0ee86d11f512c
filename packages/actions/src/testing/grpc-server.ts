// A gRPC server for tests: grpc-js with messages made by protobufjs, so that it shares no encoding with what it tests.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPackageDefinition, Server, ServerCredentials, status } from "@grpc/grpc-js";
import type {
  GrpcObject,
  Metadata,
  sendUnaryData,
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
  ServiceClientConstructor,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { Certificate } from "./private-authority.ts";

export const COMMON_PROTO = `
syntax = "proto3";
package demo.common;
message Person { string full_name = 1; int32 age = 2; }
`;

export const GREETER_PROTO = `
syntax = "proto3";
package demo.v1;
import "demo/common.proto";
import "google/protobuf/timestamp.proto";
enum Mood { MOOD_UNSPECIFIED = 0; MOOD_HAPPY = 1; }
message Request {
  common.Person person = 1;
  repeated int64 numbers = 2;
  map<string, Mood> moods = 3;
  optional string note = 4;
  oneof extra { bytes blob = 5; bool flag = 6; }
  google.protobuf.Timestamp at = 7;
  message Inner { double weight = 1; }
  Inner inner = 8;
  int32 fail_with = 9;
}
message Answer { string text = 1; Request request = 2; int32 index = 3; }
service Greeter {
  rpc Greet (Request) returns (Answer);
  rpc GreetMany (Request) returns (stream Answer);
  rpc GreetAll (stream Request) returns (Answer);
  rpc Chat (stream Request) returns (stream Answer);
  rpc Never (Request) returns (Answer);
}
`;

interface Request {
  readonly person?: { readonly full_name?: string } | null;
  readonly fail_with?: number;
}

export interface GrpcTestServer {
  readonly port: number;
  readonly seen: Metadata[];
  /** Calls that were cancelled by the client. */
  readonly cancelled: () => number;
  close(): void;
}

/** Starts on loopback, without TLS unless a key and a certificate are given. Rejects where the address cannot be bound. */
export async function startGrpcServer(tls?: Certificate, at = "127.0.0.1:0"): Promise<GrpcTestServer> {
  const folder = mkdtempSync(join(tmpdir(), "iw-grpc-"));
  writeFileSync(join(folder, "greeter.proto"), GREETER_PROTO.replace("demo/common.proto", "common.proto"));
  writeFileSync(join(folder, "common.proto"), COMMON_PROTO);
  const definition = loadSync(join(folder, "greeter.proto"), { keepCase: true, includeDirs: [folder], longs: String });
  rmSync(folder, { recursive: true, force: true });
  const demo = loadPackageDefinition(definition)["demo"] as GrpcObject;
  const greeter = (demo["v1"] as GrpcObject)["Greeter"] as ServiceClientConstructor;
  const seen: Metadata[] = [];
  let cancelled = 0;
  const answer = (request: Request, index = 0) => ({
    text: `hello ${request.person?.full_name ?? ""}`,
    request,
    index,
  });
  const server = new Server();
  server.addService(greeter.service, {
    Greet(call: ServerUnaryCall<Request, object>, done: sendUnaryData<object>) {
      seen.push(call.metadata);
      const code = STATUSES.find((each) => each !== status.OK && each.valueOf() === call.request.fail_with);
      if (code !== undefined) done({ code, details: "as asked" });
      else done(null, answer(call.request));
    },
    GreetMany(call: ServerWritableStream<Request, object>) {
      for (const index of [0, 1, 2]) call.write(answer(call.request, index));
      if (call.request.fail_with === undefined || call.request.fail_with === 0) call.end();
      else call.emit("error", { code: call.request.fail_with, details: "half-way" });
    },
    GreetAll(call: ServerReadableStream<Request, object>, done: sendUnaryData<object>) {
      const names: string[] = [];
      call.on("data", (request: Request) => names.push(request.person?.full_name ?? ""));
      call.on("end", () => done(null, { text: names.join(" and "), index: names.length }));
    },
    Chat(call: ServerDuplexStream<Request, object>) {
      let index = 0;
      call.on("data", (request: Request) => call.write(answer(request, index++)));
      call.on("end", () => call.end());
    },
    Never(call: ServerUnaryCall<Request, object>) {
      call.on("cancelled", () => cancelled++);
      seen.push(call.metadata);
    },
  });
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.cert }]);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(at, credentials, (error, bound) => (error === null ? resolve(bound) : reject(error)));
  });
  return { port, seen, cancelled: () => cancelled, close: () => server.forceShutdown() };
}

export const GRPC_STATUS = status;

const STATUSES = Object.values(status).filter((each) => typeof each === "number");
