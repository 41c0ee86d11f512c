// The list of named tasks, declared apart from the tasks themselves because they hold each other. `TaskItem` must stay an
// interface: it is what lets the static types of tasks refer to each other while they are being inferred.

import { reference } from "./schema-builder.ts";
import type { SchemaNode } from "./schema-node.ts";
import type { Task } from "./task.ts";

/** One entry of a task list: a single key, the task's name. */
export interface TaskItem {
  readonly [name: string]: Task;
}
/** Tasks in the order in which they run. */
export type TaskList = readonly TaskItem[];

/** The node of a task list. */
export const taskList: SchemaNode<TaskList> = reference<TaskList>("taskList");

/** The node of a single task, whatever its kind. */
export const anyTask: SchemaNode<Task> = reference<Task>("task");
