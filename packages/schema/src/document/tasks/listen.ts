// `listen`: waits for events.

import { eventStrategy, subscriptionIterator } from "../event.ts";
import { object, oneOfValues } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";

export const listenTask = taskNode({
  title: "Listen",
  description: "Waits for events.",
  required: {
    listen: object({
      title: "Listen",
      required: { to: eventStrategy },
      optional: {
        read: oneOfValues(["data", "envelope", "raw"], {
          title: "Read",
          description: "What of each event to give: its data, the whole event, or its raw bytes.",
          default: "data",
        }),
      },
    }),
  },
  optional: { foreach: subscriptionIterator },
});

export interface ListenTask extends Infer<typeof listenTask> {}
