// What can be told of the `grpc` action without running it. Safe for the browser and the workflow sandbox.

import { AUTHENTICATION_SCHEMA } from "../auth/authentication-schema.ts";
import { endpointSchema } from "../auth/endpoint-schema.ts";
import type { ActionDescriptor } from "../define-action.ts";
import { LIMITS } from "../limits.ts";

export const GRPC_DESCRIPTOR: ActionDescriptor = {
  name: "grpc",
  title: "gRPC method",
  description: "Calls a method of a gRPC service that a .proto file describes.",
  category: "Network",
  input: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["proto", "service", "method"],
    properties: {
      proto: {
        title: "Protocol file",
        description: "Where the .proto file is. What it imports is looked for beside it and in the folders above.",
        type: "object",
        required: ["endpoint"],
        properties: {
          name: { title: "Name", type: "string" },
          endpoint: endpointSchema("Address"),
        },
      },
      service: {
        title: "Service",
        type: "object",
        required: ["name", "host"],
        properties: {
          name: { title: "Name", description: "With its package, or alone where only one has it.", type: "string" },
          host: { title: "Host", type: "string" },
          port: {
            title: "Port",
            description: "443 is spoken to with TLS; at other ports TLS is used where the server speaks it.",
            type: "integer",
            minimum: 0,
            maximum: 65_535,
            default: 443,
          },
          authentication: AUTHENTICATION_SCHEMA,
        },
      },
      method: { title: "Method", type: "string" },
      arguments: {
        title: "Arguments",
        description: "The message in the JSON form of protocol buffers; an array of them where the client streams.",
        type: ["object", "array"],
      },
    },
  },
  // The idempotency key goes along as metadata, but few servers look at it.
  idempotency: "none",
  effect: "any",
  timeoutMs: LIMITS.patientMs.value,
};
