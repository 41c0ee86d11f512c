// The keys that only a task has, by which a task is known that stands in the wrong place.

import { taskBaseFields } from "../document/task-base.ts";
import { TASK_KINDS } from "../document/task-kind.ts";

/** Kinds, what goes with them, and what every task may have. */
export const TASK_KEYS: ReadonlySet<string> = new Set([
  ...TASK_KINDS,
  "with",
  "catch",
  "when",
  ...Object.keys(taskBaseFields),
]);
