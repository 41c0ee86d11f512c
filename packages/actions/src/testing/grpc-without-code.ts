// Calls a gRPC method in a process that may not generate code, and prints what it saw. The server encodes by hand, since
// protobufjs could not. Usage: node --disallow-code-generation-from-strings grpc-without-code.ts

import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import { grpcAction } from "../grpc/grpc-action.ts";
import { createHttpClient } from "../http/http-client.ts";
import { testContext } from "./action-context.ts";
import { startTestServer } from "./test-server.ts";

const PROTO = `
syntax = "proto3";
message Request { string name = 1; map<string, int32> marks = 2; }
message Answer { string text = 1; int64 count = 2; }
service Echo { rpc Say (Request) returns (Answer); }
`;

const FLAG = "--disallow-code-generation-from-strings";

const protos = await startTestServer(() => ({ body: PROTO }));
const server = new Server();
const bytes = (value: Buffer): Buffer => value;
server.addService(
  {
    Say: {
      path: "/Echo/Say",
      requestStream: false,
      responseStream: false,
      requestSerialize: bytes,
      requestDeserialize: bytes,
      responseSerialize: bytes,
      responseDeserialize: bytes,
    },
  },
  {
    Say: (_call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) =>
      done(null, Buffer.from([0x0a, 3, 0x41, 0x6e, 0x6e, 0x10, 2])),
  },
);
const port = await new Promise<number>((resolve, reject) => {
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
    error === null ? resolve(bound) : reject(error),
  );
});
const client = createHttpClient({ allowHosts: ["127.0.0.0/8"] });
const answer = await grpcAction.run(
  {
    proto: { endpoint: `${protos.url}/echo.proto` },
    service: { name: "Echo", host: "127.0.0.1", port },
    method: "Say",
    arguments: { name: "Ann", marks: { a: 1 } },
  },
  testContext(client),
);
process.stdout.write(
  JSON.stringify({ codeGeneration: process.execArgv.includes(FLAG) ? "forbidden" : "allowed", answer }),
);
server.forceShutdown();
await client.close();
await protos.close();
