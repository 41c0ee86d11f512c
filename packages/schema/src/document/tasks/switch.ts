// `switch`: goes on where a condition says.

import { list, named, object, string } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskBaseFields, taskNode } from "../task-base.ts";

const switchCase = object({
  title: "Case",
  description: "Where to go when the condition is true; a case without a condition is the default.",
  // oxlint-disable-next-line unicorn/no-thenable -- the name of the field in the language; never awaited
  required: { then: taskBaseFields.then },
  optional: {
    when: string({
      title: "When",
      description: "The condition.",
      expression: "field",
      gives: "condition",
      examples: ["${ .count > 10 }"],
    }),
  },
});

export const switchTask = taskNode({
  title: "Switch",
  description: "Goes on where the first true condition says.",
  required: {
    switch: list(named(switchCase, { title: "Named case" }), {
      title: "Cases",
      description: "Conditions, tried from top to bottom.",
      minItems: 1,
    }),
  },
});

export type SwitchTask = Infer<typeof switchTask>;
export type SwitchCase = Infer<typeof switchCase>;
