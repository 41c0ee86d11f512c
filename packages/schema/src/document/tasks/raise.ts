// `raise`: faults with an error.

import { errorOrName } from "../error.ts";
import { object } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";

export const raiseTask = taskNode({
  title: "Raise",
  description: "Faults with an error, which an enclosing try may catch.",
  required: { raise: object({ title: "Raise", required: { error: errorOrName } }) },
});

export type RaiseTask = Infer<typeof raiseTask>;
