// What can be told of the `log` action without running it. Safe for the browser and the workflow sandbox.

import type { ActionDescriptor } from "../define-action.ts";

export const LOG_DESCRIPTOR: ActionDescriptor = {
  name: "log",
  title: "Log",
  description: "Writes a line to the run's log. Gives the message, so that the journal has it too.",
  category: "Data",
  input: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["message"],
    properties: { message: { title: "Message", description: "A text, or any value as JSON." } },
  },
  idempotency: "safe",
  effect: "read",
  timeoutMs: 30_000,
};
