// That a task has exactly one kind.

import type { Json } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";
import { joinReference } from "../document/reference.ts";
import { TASK_KINDS } from "../document/task-kind.ts";
import { kindsOf, likelyKind } from "../document/task.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { Report } from "./finding.ts";
import { FOREIGN_KINDS, SAME_KINDS } from "./habits.ts";
import { blankAfter } from "./text-mends.ts";

/** True where one kind can be checked; else reports why none can. */
export function checkTaskKind(task: Json, at: Reference, report: Report): boolean {
  if (!isJsonObject(task)) {
    const unspaced = typeof task === "string" ? /^(\w+):(?=\S)/u.exec(task)?.[1] : undefined;
    const advice = unspaced === undefined ? "" : `; a blank is missing after \`${unspaced}:\``;
    const message = `the task must be an object with one of ${TASK_KINDS.join(", ")}${task === null ? ", but it is empty" : advice}`;
    report({
      code: task === null ? "missing_task_kind" : "wrong_type",
      severity: "error",
      message,
      reference: at,
      target: task === null ? "key" : "value",
      mends:
        unspaced === undefined
          ? []
          : [
              {
                type: "text",
                title: "Put a blank after the colon",
                edits: (view) => blankAfter(view, at, unspaced.length + 1),
              },
            ],
    });
    return false;
  }
  const keys = Object.keys(task);
  const kinds = [...kindsOf(task)].toSorted((left, right) => keys.indexOf(left) - keys.indexOf(right));
  const [first, second] = kinds;
  if (first !== undefined && second !== undefined) {
    report({
      code: "several_task_kinds",
      severity: "error",
      message: `a task does one thing: \`${second}\` beside \`${first}\` needs a task of its own`,
      reference: joinReference(at, second),
      target: "key",
    });
    return false;
  }
  if (likelyKind(task) !== undefined) return true;
  const foreign = keys.find((key) => Object.hasOwn(FOREIGN_KINDS, key));
  if (foreign !== undefined) {
    const reference = joinReference(at, foreign);
    const same = SAME_KINDS[foreign];
    report({
      code: "missing_task_kind",
      severity: "error",
      message: `\`${foreign}\` is not known here: ${FOREIGN_KINDS[foreign] ?? ""}`,
      reference,
      target: "key",
      mends: same === undefined ? [] : [{ type: "rename_key", title: `Rename to ${same}`, at: reference, to: same }],
    });
    return false;
  }
  report({
    code: "missing_task_kind",
    severity: "error",
    message: `the task does not say what it does; add one of ${TASK_KINDS.join(", ")}`,
    reference: at,
    target: "key",
  });
  return false;
}
