// `for`: tasks once for each item.

import { describe, object, string } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";
import { taskList } from "../task-list.ts";
import { variableName } from "../variable-name.ts";

export const forTask = taskNode({
  title: "For",
  description:
    "Runs tasks once for each item, one after the other; each iteration's input is the previous one's output.",
  required: {
    for: object({
      title: "Loop",
      description: "What to go through, and how to call it.",
      required: {
        in: string({
          title: "In",
          description: "Gives the items.",
          expression: "field",
          gives: ["array"],
          examples: ["${ .hosts }"],
        }),
      },
      optional: {
        each: string({ title: "Each", description: "Variable that holds the item.", default: "item" }),
        at: string({ title: "At", description: "Variable that holds the item's position, from 0.", default: "index" }),
      },
    }),
    do: describe(taskList, { title: "Tasks", description: "Tasks to run for each item." }),
  },
  optional: {
    while: string({
      title: "While",
      description: "Goes on only as long as this is true, checked before each iteration.",
      expression: "field",
      gives: "condition",
    }),
  },
  bind: (value, key) =>
    key === "do" || key === "while"
      ? [variableName(value["for"], "each", "item"), variableName(value["for"], "at", "index")]
      : [],
});

export interface ForTask extends Infer<typeof forTask> {}
