// Arguments of `call: asyncapi`: publish a message, or subscribe to messages.

import { authenticationOrName } from "../authentication.ts";
import { duration } from "../duration.ts";
import { externalResource } from "../endpoint.ts";
import { subscriptionIterator } from "../event.ts";
import { data, describe, integer, object, oneOfValues, string } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { wrappedExpression } from "../text-check.ts";

const condition = (title: string, description: string) =>
  string({ title, description, check: wrappedExpression, expression: "field", gives: "condition" });

const subscription = object({
  title: "Subscription",
  description: "Which messages to take, how many, and what to do with each.",
  required: {
    consume: object({
      title: "Consume",
      description: "When to stop taking messages.",
      oneOf: {
        amount: integer({ title: "Amount", description: "After so many." }),
        while: condition("While", "As long as this is true, checked after each message."),
        until: condition("Until", "Until this is true, checked before each message."),
      },
      optional: { for: describe(duration, { title: "For", description: "For so long at most." }) },
    }),
  },
  optional: {
    filter: condition("Filter", "Takes only messages for which this is true."),
    foreach: subscriptionIterator,
  },
});

const PROTOCOLS = [
  "amqp",
  "amqp1",
  "anypointmq",
  "googlepubsub",
  "http",
  "ibmmq",
  "jms",
  "kafka",
  "mercure",
  "mqtt",
  "mqtt5",
  "nats",
  "pulsar",
  "redis",
  "sns",
  "solace",
  "sqs",
  "stomp",
  "ws",
] as const;

/** Protocols that a client library is there for; `asyncapi-action` of the catalog speaks these and no others. */
export const SPOKEN_PROTOCOLS: readonly string[] = ["amqp", "http", "kafka", "mqtt", "mqtt5", "nats", "ws"];

/** Which operation of an AsyncAPI document to perform. */
export const asyncApiArguments = object({
  title: "AsyncAPI call",
  description: "The operation to perform: publish `message`, or take messages by `subscription`.",
  required: { document: describe(externalResource, { title: "Document", description: "The AsyncAPI document." }) },
  oneOf: {
    operation: string({ title: "Operation", description: "Name of the operation (AsyncAPI 3)." }),
    channel: string({ title: "Channel", description: "Name of the channel (AsyncAPI 2)." }),
  },
  andOneOf: {
    message: object({
      title: "Message",
      description: "The message to publish.",
      optional: {
        payload: data({ title: "Payload", expression: "value" }),
        headers: data({ title: "Headers", expression: "value" }),
      },
    }),
    subscription,
  },
  optional: {
    server: object({
      title: "Server",
      description: "Which of the document's servers to use.",
      required: { name: string({ title: "Name" }) },
      optional: {
        variables: data({ title: "Variables", description: "The server's variables.", expression: "value" }),
      },
    }),
    protocol: oneOfValues(PROTOCOLS, {
      title: "Protocol",
      description: "Selects the server by its protocol.",
      offered: { values: SPOKEN_PROTOCOLS, code: "unsupported_protocol" },
    }),
    authentication: authenticationOrName,
  },
});

export type AsyncApiArguments = Infer<typeof asyncApiArguments>;
