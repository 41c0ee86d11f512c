// Copies the selected tasks and deletes them, as one undo step.
import type { Command } from "./command.ts";
import { copySelection } from "./copy-tasks.ts";
import { performOrTell, selectedTasks, tasksLabel } from "./selected-tasks.ts";

export const cutTasks: Command = {
  id: "cut-tasks",
  title: "Cut",
  group: "Edit",
  keys: ["Mod+X"],
  when: (context) => selectedTasks(context).length > 0,
  async run(context) {
    const tasks = selectedTasks(context);
    await copySelection(context);
    performOrTell(context, [{ type: "delete-tasks", tasks }], `Cut ${tasksLabel(context, tasks)}`);
  },
};
