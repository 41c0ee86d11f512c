// What can be told of the `mcp` action without running it. Safe for the browser and the workflow sandbox.

import { endpointSchema } from "../auth/endpoint-schema.ts";
import type { ActionDescriptor } from "../define-action.ts";
import { LIMITS } from "../limits.ts";

/** The methods that only read. */
export const MCP_READS = [
  "tools/list",
  "prompts/list",
  "prompts/get",
  "resources/list",
  "resources/read",
  "resources/templates/list",
] as const;

export const MCP_DESCRIPTOR: ActionDescriptor = {
  name: "mcp",
  title: "MCP call",
  description: "Uses a tool, a prompt or a resource of a server that speaks the Model Context Protocol.",
  category: "Agents",
  input: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["method", "transport"],
    properties: {
      method: { title: "Method", type: "string", enum: ["tools/call", ...MCP_READS] },
      parameters: {
        title: "Parameters",
        description: "The method's parameters: for a tool its `name` and `arguments`.",
        type: "object",
      },
      transport: {
        title: "Transport",
        description: "How to reach the server.",
        type: "object",
        oneOf: [
          {
            title: "HTTP",
            required: ["http"],
            properties: {
              http: {
                title: "HTTP",
                type: "object",
                required: ["endpoint"],
                properties: {
                  endpoint: endpointSchema("Address"),
                  headers: { title: "Headers", type: "object", additionalProperties: { type: "string" } },
                },
              },
            },
          },
          {
            title: "Process",
            required: ["stdio"],
            properties: {
              stdio: {
                title: "Process",
                description: "Runs in a container of its own, in the image of `options.image` or the operator's.",
                type: "object",
                required: ["command"],
                properties: {
                  command: { title: "Command", type: "string", examples: ["npx"] },
                  arguments: { title: "Arguments", type: "array", items: { type: "string" } },
                  environment: { title: "Environment", type: "object", additionalProperties: { type: "string" } },
                },
              },
              options: {
                title: "Options",
                type: "object",
                properties: {
                  image: { title: "Image", description: "The image the command runs in.", type: "string" },
                },
              },
            },
          },
        ],
      },
      timeout: { title: "Timeout", description: "How long the call may take.", type: ["string", "object"] },
      protocolVersion: { title: "Protocol version", type: "string", default: "2025-06-18" },
      client: {
        title: "Client",
        description: "How the client introduces itself.",
        type: "object",
        properties: {
          name: { title: "Name", type: "string" },
          version: { title: "Version", type: "string" },
          description: { title: "Description", type: "string" },
        },
      },
    },
  },
  // What a tool does is the server's; nothing in the protocol makes a repeated call the same call.
  idempotency: "none",
  effect: "any",
  timeoutMs: LIMITS.patientMs.value,
};
