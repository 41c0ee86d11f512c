// `set`: makes data.

import { any, choice, map, string, versions } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";

const properties = map(any(), { title: "Properties", minKeys: 1, expression: "value" });

export const setTask = taskNode({
  title: "Set",
  description: "Makes data: the task's output is what is set, in place of the input.",
  required: {
    set: versions(
      [
        ["1.0.0", properties],
        ["1.0.1", choice([properties, string({ title: "Expression", expression: "value" })])],
      ],
      { title: "Set", description: "The data; strings wrapped in `${ }` are expressions." },
    ),
  },
});

export type SetTask = Infer<typeof setTask>;
