// What can be told of the `a2a` action without running it. Safe for the browser and the workflow sandbox.

import { endpointSchema } from "../auth/endpoint-schema.ts";
import type { ActionDescriptor } from "../define-action.ts";
import { LIMITS } from "../limits.ts";

/** The methods whose answer is a stream of results. */
export const A2A_STREAMS = ["message/stream", "tasks/resubscribe"] as const;

/** The methods that only read. */
export const A2A_READS = [
  "tasks/get",
  "tasks/list",
  "tasks/resubscribe",
  "tasks/pushNotificationConfig/get",
  "tasks/pushNotificationConfig/list",
  "agent/getAuthenticatedExtendedCard",
] as const;

export const A2A_METHODS = [
  "message/send",
  "message/stream",
  "tasks/cancel",
  "tasks/pushNotificationConfig/set",
  "tasks/pushNotificationConfig/delete",
  ...A2A_READS,
] as const;

export const A2A_DESCRIPTOR: ActionDescriptor = {
  name: "a2a",
  title: "Agent call",
  description: "Asks another agent by the Agent2Agent protocol.",
  category: "Agents",
  input: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["method"],
    properties: {
      method: { title: "Method", type: "string", enum: [...A2A_METHODS] },
      parameters: {
        title: "Parameters",
        description: "The method's parameters. A message gets an id and the role of the user unless it has them.",
        type: "object",
      },
      agentCard: {
        title: "Agent card",
        description: "The card that describes the agent, or the agent's site, where the card is found.",
        type: "object",
        required: ["endpoint"],
        properties: { name: { title: "Name", type: "string" }, endpoint: endpointSchema("Address") },
      },
      server: endpointSchema("Server"),
    },
    anyOf: [{ required: ["agentCard"] }, { required: ["server"] }],
  },
  // An agent may do anything, and need not notice that a message is the same one again.
  idempotency: "none",
  effect: "any",
  timeoutMs: LIMITS.patientMs.value,
};
