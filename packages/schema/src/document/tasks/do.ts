// `do`: tasks one after the other.

import { describe } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";
import { taskList } from "../task-list.ts";

export const doTask = taskNode({
  title: "Do",
  description: "Runs tasks one after the other.",
  required: { do: describe(taskList, { title: "Tasks", description: "Tasks to run, from top to bottom." }) },
});

export interface DoTask extends Infer<typeof doTask> {}
