// `fork`: tasks side by side.

import { boolean, describe, object } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";
import { taskList } from "../task-list.ts";

export const forkTask = taskNode({
  title: "Fork",
  description: "Runs tasks side by side.",
  required: {
    fork: object({
      title: "Fork",
      required: {
        branches: describe(taskList, { title: "Branches", description: "Tasks to run side by side." }),
      },
      optional: {
        compete: boolean({
          title: "Compete",
          description: "Takes the first branch to complete and cancels the others.",
          default: false,
        }),
      },
    }),
  },
});

export interface ForkTask extends Infer<typeof forkTask> {}
