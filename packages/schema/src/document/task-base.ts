// What every task has, whatever its kind, and the builder that adds it.

import { exportDefinition, input, output } from "./data-flow.ts";
import { timeoutOrName } from "./duration.ts";
import { data, object, string } from "./schema-builder.ts";
import type { Binding, FieldRule, Fields, NoFields, NodeMeta } from "./schema-node.ts";

/** Fields that every task may have. */
export const taskBaseFields = {
  if: string({
    title: "If",
    description: "Runs the task only where this is true for its raw input; a skipped task passes its input on.",
    expression: "field",
    gives: "condition",
    examples: ["${ .enabled }"],
  }),
  input,
  output,
  export: exportDefinition,
  timeout: timeoutOrName,
  // oxlint-disable-next-line unicorn/no-thenable -- the name of the field in the language; never awaited
  then: string({
    title: "Then",
    description: "What runs next: a task of the same list, `continue`, `exit` or `end`.",
    default: "continue",
    examples: ["continue", "exit", "end"],
    names: "task",
  }),
  metadata: data({ title: "Metadata", description: "Anything else worth keeping with the task; never evaluated." }),
} as const;

type TaskSpec<R extends Fields, O extends Fields> = NodeMeta & {
  readonly required: R;
  readonly optional?: O;
  readonly rules?: readonly FieldRule[];
  readonly bind?: Binding;
};

/** A task: its own fields first, then those of every task. */
export function taskNode<R extends Fields, O extends Fields = NoFields>(spec: TaskSpec<R, O>) {
  const { required, optional, ...rest } = spec;
  return object({ ...rest, required, optional: { ...optional, ...taskBaseFields } as O & typeof taskBaseFields });
}
