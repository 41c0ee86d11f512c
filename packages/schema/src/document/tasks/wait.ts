// `wait`: lets time pass.

import { duration } from "../duration.ts";
import { describe } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";

export const waitTask = taskNode({
  title: "Wait",
  description: "Lets time pass.",
  required: { wait: describe(duration, { title: "Wait", description: "How long to wait." }) },
});

export type WaitTask = Infer<typeof waitTask>;
