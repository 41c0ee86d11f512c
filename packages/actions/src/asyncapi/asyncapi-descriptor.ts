// What can be told of the `asyncapi` action without running it. Safe for the browser and the workflow sandbox.

import { AUTHENTICATION_SCHEMA } from "../auth/authentication-schema.ts";
import { endpointSchema } from "../auth/endpoint-schema.ts";
import type { ActionDescriptor } from "../define-action.ts";
import { LIMITS } from "../limits.ts";

export const ASYNCAPI_DESCRIPTOR: ActionDescriptor = {
  name: "asyncapi",
  title: "AsyncAPI operation",
  description: "Publishes a message, or takes messages, by an operation that an AsyncAPI 2 or 3 document describes.",
  category: "Network",
  input: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["document"],
    properties: {
      document: {
        title: "Document",
        description: "Where the AsyncAPI document is, as JSON or YAML.",
        type: "object",
        required: ["endpoint"],
        properties: { name: { title: "Name", type: "string" }, endpoint: endpointSchema("Address") },
      },
      operation: { title: "Operation", description: "Name of the operation (AsyncAPI 3).", type: "string" },
      channel: { title: "Channel", description: "Name of the channel (AsyncAPI 2).", type: "string" },
      server: {
        title: "Server",
        type: "object",
        required: ["name"],
        properties: {
          name: { title: "Name", type: "string" },
          variables: { title: "Variables", type: "object" },
        },
      },
      protocol: {
        title: "Protocol",
        description: "Chooses the server by its protocol: http, ws, mqtt, mqtt5, amqp, kafka or nats.",
        type: "string",
      },
      message: {
        title: "Message",
        description: "The message to publish.",
        type: "object",
        properties: { payload: { title: "Payload" }, headers: { title: "Headers", type: "object" } },
      },
      subscription: {
        title: "Subscription",
        description: "Which messages to take, how many, and what to do with each.",
        type: "object",
        required: ["consume"],
        properties: {
          filter: { title: "Filter", description: "Takes only messages for which this is true.", type: "string" },
          consume: {
            title: "Consume",
            type: "object",
            properties: {
              amount: { title: "Amount", type: "integer" },
              for: { title: "For" },
              while: { title: "While", type: "string" },
              until: { title: "Until", type: "string" },
            },
          },
          foreach: { title: "For each", type: "object" },
        },
      },
      authentication: AUTHENTICATION_SCHEMA,
    },
  },
  // A message published twice is two messages. Taking messages may be repeated: see `idempotencyOf`.
  idempotency: "none",
  effect: "any",
  timeoutMs: LIMITS.patientMs.value,
};
