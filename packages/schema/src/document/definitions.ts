// The definitions that nodes refer to by name, because they are recursive.

import { list, named } from "./schema-builder.ts";
import type { DefinitionName, SchemaNode } from "./schema-node.ts";
import { anyTask } from "./task-list.ts";
import { task } from "./task.ts";

/** Every named definition. */
export const DEFINITIONS: { readonly [N in DefinitionName]: SchemaNode } = {
  task,
  taskList: list(named(anyTask, { title: "Named task", description: "The task's name, and the task." }), {
    title: "Tasks",
    description: "Named tasks, run from top to bottom.",
  }),
};
