// Arguments of `call: mcp` (Model Context Protocol) and `call: a2a` (Agent2Agent), both since 1.0.2.

import { duration } from "../duration.ts";
import { endpoint, externalResource } from "../endpoint.ts";
import { any, choice, data, describe, list, map, object, oneOfValues, string } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";

const strings = (title: string, description: string) =>
  map(string({ expression: "value" }), { title, description, expression: "value" });

/** Which method of an MCP server to call, and how to reach the server. */
export const mcpArguments = object({
  title: "MCP call",
  description: "The method to call, and the server that has it.",
  open: true,
  required: {
    method: oneOfValues(
      [
        "tools/list",
        "tools/call",
        "prompts/list",
        "prompts/get",
        "resources/list",
        "resources/read",
        "resources/templates/list",
      ],
      { title: "Method", description: "What to ask of the server." },
    ),
    transport: object({
      title: "Transport",
      description: "How to reach the server: over HTTP, or as a process of its own.",
      open: true,
      oneOf: {
        http: object({
          title: "HTTP",
          open: true,
          required: { endpoint },
          optional: { headers: strings("Headers", "Headers to send with each request.") },
        }),
        stdio: object({
          title: "Process",
          open: true,
          required: { command: string({ title: "Command", description: "Starts the server.", expression: "value" }) },
          optional: {
            arguments: list(string({ expression: "value" }), { title: "Arguments", expression: "value" }),
            environment: strings("Environment", "Environment variables of the process."),
          },
        }),
      },
      optional: { options: strings("Options", "Further options of the transport.") },
    }),
  },
  optional: {
    parameters: choice([data({ expression: "value" }), string({ title: "Expression", expression: "value" })], {
      title: "Parameters",
      description: "The method's parameters.",
    }),
    protocolVersion: string({ title: "Protocol version", default: "2025-06-18" }),
    timeout: describe(duration, { title: "Timeout", description: "How long the call may take." }),
    client: object({
      title: "Client",
      description: "How the client introduces itself.",
      open: true,
      required: { name: string({ title: "Name" }), version: string({ title: "Version" }) },
      optional: { description: string({ title: "Description" }) },
    }),
  },
});

/** Which method of an agent to call, and where the agent is. */
export const a2aArguments = object({
  title: "Agent call",
  description: "The method to call; `agentCard` or `server` says where the agent is.",
  required: {
    method: oneOfValues(
      [
        "message/send",
        "message/stream",
        "tasks/get",
        "tasks/list",
        "tasks/cancel",
        "tasks/resubscribe",
        "tasks/pushNotificationConfig/set",
        "tasks/pushNotificationConfig/get",
        "tasks/pushNotificationConfig/list",
        "tasks/pushNotificationConfig/delete",
        "agent/getAuthenticatedExtendedCard",
      ],
      { title: "Method", description: "What to ask of the agent." },
    ),
  },
  optional: {
    agentCard: describe(externalResource, { title: "Agent card", description: "The card that describes the agent." }),
    server: describe(endpoint, { title: "Server", description: "Where the agent is." }),
    parameters: choice(
      [map(any(), { minKeys: 1, expression: "value" }), string({ title: "Expression", expression: "value" })],
      { title: "Parameters", description: "The method's parameters." },
    ),
  },
});

export type McpArguments = Infer<typeof mcpArguments>;
export type A2aArguments = Infer<typeof a2aArguments>;
