// The item of a task list: exactly one key, the task's name. Its two common mistakes get messages of their own: a second
// name in one item, and a task's fields at the level of its name.

import type { JsonObject } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";
import { joinReference } from "../document/reference.ts";
import { printString } from "../yaml/print-scalar.ts";
import type { Report } from "./finding.ts";
import { FOREIGN_KINDS } from "./habits.ts";
import { TASK_KEYS } from "./task-keys.ts";
import { dashBefore, indentFields, keyAbove } from "./text-mends.ts";

/** True where the item has one key; else reports why not. `isTask` is false for the cases of a switch. */
export function checkNamedItem(item: JsonObject, at: Reference, isTask: boolean, report: Report): boolean {
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
  const named = item[first];
  if (
    (first === "name" || first === "id") &&
    typeof named === "string" &&
    rest.every((key) => TASK_KEYS.has(key) || Object.hasOwn(FOREIGN_KINDS, key))
  ) {
    report({
      code: "missing_name",
      severity: "error",
      message: `the name goes in front: write \`- ${named}:\`, and the other fields below it, indented`,
      reference: joinReference(at, first),
      target: "key",
      mends: [
        {
          type: "text",
          title: `Name the item ${named}`,
          edits: (view) =>
            keyAbove(view, at, printString(named, undefined, false), view.locate(joinReference(at, first), "entry")),
        },
      ],
    });
    return false;
  }
  const misindented = rest.every((key) => TASK_KEYS.has(key)) && (item[first] === null || TASK_KEYS.has(first));
  if (misindented && item[first] === null) {
    report({
      code: "wrong_indentation",
      severity: "error",
      message: `\`${second}\` stands beside the name \`${first}\`; indent it, so that it is inside`,
      reference: joinReference(at, second),
      target: "key",
      mends: [{ type: "text", title: "Indent the fields", edits: (view) => indentFields(view, at, second) }],
    });
  } else if (misindented) {
    report({
      code: "missing_name",
      severity: "error",
      message: `the ${isTask ? "task" : "case"} has no name; write \`- name:\` and its fields below, indented`,
      reference: joinReference(at, first),
      target: "key",
      mends: [
        {
          type: "text",
          byHand: true,
          title: "Give it a name",
          edits: (view) => keyAbove(view, at, isTask ? "step" : "case"),
        },
      ],
    });
  } else {
    report({
      code: "several_in_item",
      severity: "error",
      message: `\`${second}\` is a second name in the item of \`${first}\`; begin it with \`- \` as an item of its own`,
      reference: joinReference(at, second),
      target: "key",
      mends: [{ type: "text", title: "Begin an item", edits: (view) => dashBefore(view, joinReference(at, second)) }],
    });
  }
  return false;
}
