// `call`: protocols (http, openapi, grpc, asyncapi, mcp, a2a) and functions by name.

import type { JsonObject } from "@ironweave/jq";
import { nearest } from "../nearest.ts";
import { choice, data, oneOfValues, string, versions } from "../schema-builder.ts";
import type { Discriminator, Infer, SchemaNode } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";
import { a2aArguments, mcpArguments } from "./call-agents.ts";
import { asyncApiArguments } from "./call-asyncapi.ts";
import { grpcArguments } from "./call-grpc.ts";
import { httpArguments, openApiArguments } from "./call-http.ts";

function protocolCall<const P extends string, A>(protocol: P, args: SchemaNode<A>, title: string, description: string) {
  return taskNode({ title, description, required: { call: oneOfValues([protocol], { title: "Call" }), with: args } });
}

function functionCall(protocols: readonly string[]) {
  return taskNode({
    title: "Function call",
    description: "Calls a function of `use.functions`, of a catalog, or by URL.",
    required: {
      call: string({
        title: "Function",
        description: "Name in `use.functions`, `name:version@catalog`, or URL of a function.",
        not: protocols,
        names: "function",
      }),
    },
    optional: { with: data({ title: "Arguments", description: "The function's arguments.", expression: "value" }) },
  });
}

export const callHttp = protocolCall("http", httpArguments, "HTTP call", "Sends an HTTP request.");
export const callOpenApi = protocolCall("openapi", openApiArguments, "OpenAPI call", "Calls a described HTTP API.");
export const callGrpc = protocolCall("grpc", grpcArguments, "gRPC call", "Calls a gRPC service.");
export const callAsyncApi = protocolCall("asyncapi", asyncApiArguments, "AsyncAPI call", "Sends or takes messages.");
export const callMcp = protocolCall("mcp", mcpArguments, "MCP call", "Uses a tool of an MCP server.");
export const callA2a = protocolCall("a2a", a2aArguments, "Agent call", "Asks another agent.");

const FIRST_PROTOCOLS = ["http", "openapi", "grpc", "asyncapi"] as const;
const PROTOCOLS = [...FIRST_PROTOCOLS, "mcp", "a2a"] as const;
/** What `call` may say besides the name of a function. */
export const CALL_PROTOCOLS: readonly string[] = PROTOCOLS;
export const callFunction = functionCall(PROTOCOLS);

function byProtocol(protocols: readonly string[]): Discriminator {
  return (value) => {
    const index = protocols.indexOf(calledName(value) ?? "");
    return index === -1 ? protocols.length : index;
  };
}

/** The value of `call`, also where the key is misspelt. */
function calledName(value: JsonObject): string | undefined {
  const name = value["call"] ?? value[nearest("call", Object.keys(value)) ?? "call"];
  return typeof name === "string" ? name : undefined;
}

const firstCalls = [callHttp, callOpenApi, callGrpc, callAsyncApi] as const;

/** Calls a protocol or a function. MCP and A2A since 1.0.2; before, those are names of functions. */
export const callTask = versions(
  [
    ["1.0.0", choice([...firstCalls, functionCall(FIRST_PROTOCOLS)], { discriminate: byProtocol(FIRST_PROTOCOLS) })],
    ["1.0.2", choice([...firstCalls, callMcp, callA2a, callFunction], { discriminate: byProtocol(PROTOCOLS) })],
  ],
  { title: "Call", description: "Calls a service or a function." },
);

export type CallTask = Infer<typeof callTask>;
