// `do`: a task list in a scope of its own; its output is the last task's.

import type { TaskSemantics } from "../interpreter.ts";

export const doTask: TaskSemantics<"do"> = {
  kind: "do",
  async run(work, frame) {
    const { env, execution, definition, input } = work;
    return env.run.runList(env, `${execution.task}/do`, definition["do"], input, frame);
  },
};
