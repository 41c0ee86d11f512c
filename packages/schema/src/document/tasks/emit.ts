// `emit`: publishes an event.

import { emittedEvent } from "../event.ts";
import { object } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";

export const emitTask = taskNode({
  title: "Emit",
  description: "Publishes an event; the event is the task's output.",
  required: {
    emit: object({
      title: "Emit",
      required: {
        event: object({
          title: "Event",
          description: "The event to publish.",
          open: true,
          optional: { with: emittedEvent },
        }),
      },
    }),
  },
});

export type EmitTask = Infer<typeof emitTask>;
