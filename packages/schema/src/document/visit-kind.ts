// Which kind a task is, told from its keys alone, so that it works for documents that do not validate.

import type { Json, JsonObject } from "@ironweave/jq";
import { TASK_KINDS } from "./task-kind.ts";
import type { TaskKind } from "./task-kind.ts";

/** True for a JSON object (neither null nor an array). */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The one kind whose key the task has, or undefined where there is none or more than one. `for` brings a `do` of its own. */
export function kindOfTask(task: Json | undefined): TaskKind | undefined {
  if (!isJsonObject(task)) return undefined;
  const found = TASK_KINDS.filter((kind) => Object.hasOwn(task, kind));
  if (found.length === 2 && found.includes("for") && found.includes("do")) return "for";
  return found.length === 1 ? found[0] : undefined;
}
