// Puts a copy of the selected tasks after them.
import type { Command } from "./command.ts";
import { performOrTell, selectedTasks, tasksLabel } from "./selected-tasks.ts";

export const duplicateTasks: Command = {
  id: "duplicate-tasks",
  title: "Duplicate",
  group: "Steps",
  keys: ["Mod+D"],
  when: (context) => selectedTasks(context).length > 0,
  run(context) {
    const tasks = selectedTasks(context);
    performOrTell(context, [{ type: "duplicate-tasks", tasks }], `Duplicate ${tasksLabel(context, tasks)}`);
  },
};
