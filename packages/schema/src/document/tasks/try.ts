// `try`: tasks whose errors are caught.

import { errorFilter, retryOrName } from "../error.ts";
import { describe, object, string } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";
import { taskList } from "../task-list.ts";
import { variableName } from "../variable-name.ts";

const condition = (title: string, description: string) =>
  string({ title, description, expression: "field", gives: "condition" });

export const tryTask = taskNode({
  title: "Try",
  description: "Runs tasks; catches errors, tries again, and runs other tasks instead.",
  required: {
    try: describe(taskList, { title: "Tasks", description: "Tasks to run." }),
    catch: object({
      title: "Catch",
      description: "Which errors to catch, and what to do then.",
      optional: {
        errors: object({
          title: "Errors",
          description: "Which errors to catch, by their properties; all where absent.",
          open: true,
          optional: { with: errorFilter },
        }),
        as: string({ title: "As", description: "Variable that holds the error.", default: "error" }),
        when: condition("When", "Catches only where this is true."),
        exceptWhen: condition("Except when", "Does not catch where this is true."),
        retry: retryOrName,
        do: describe(taskList, {
          title: "Tasks",
          description: "Tasks to run once an error is caught and retries are spent.",
        }),
      },
      bind: (value, key) =>
        ["when", "exceptWhen", "retry", "do"].includes(key) ? [variableName(value, "as", "error")] : [],
    }),
  },
});

export interface TryTask extends Infer<typeof tryTask> {}
