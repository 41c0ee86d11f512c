// The item of a task list: exactly one key, the task's name. Its two common mistakes get messages of their own: a second
// name in one item, and a task's fields at the level of its name.

import type { JsonObject } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";
import { joinReference } from "../document/reference.ts";
import { taskBaseFields } from "../document/task-base.ts";
import { TASK_KINDS } from "../document/task-kind.ts";
import type { Report } from "./finding.ts";

const TASK_KEYS: ReadonlySet<string> = new Set([
  ...TASK_KINDS,
  "with",
  "catch",
  "when",
  ...Object.keys(taskBaseFields),
]);

/** True where the item has one key; else reports why not. */
export function checkNamedItem(item: JsonObject, at: Reference, report: Report): boolean {
  const [first, second, ...more] = Object.keys(item);
  if (first !== undefined && second === undefined) return true;
  if (first === undefined || second === undefined) {
    report({
      code: "empty",
      severity: "error",
      message: "the item is empty; give it a name and a body",
      reference: at,
    });
    return false;
  }
  const rest = [second, ...more];
  const misindented = rest.every((key) => TASK_KEYS.has(key)) && (item[first] === null || TASK_KEYS.has(first));
  if (misindented && item[first] === null) {
    report({
      code: "wrong_indentation",
      severity: "error",
      message: `\`${second}\` stands beside the name \`${first}\`; indent it, so that it is inside`,
      reference: joinReference(at, second),
      target: "key",
    });
  } else if (misindented) {
    report({
      code: "missing_name",
      severity: "error",
      message: `the task has no name; write \`- name:\` and its fields below, indented`,
      reference: at,
    });
  } else {
    report({
      code: "several_in_item",
      severity: "error",
      message: `\`${second}\` is a second name in the item of \`${first}\`; begin it with \`- \` as an item of its own`,
      reference: joinReference(at, second),
      target: "key",
    });
  }
  return false;
}
