// Deletes the selected tasks and offers to undo.
import type { Command } from "./command.ts";
import { performOrTell, selectedTasks, tasksLabel } from "./selected-tasks.ts";

export const deleteTasks: Command = {
  id: "delete-tasks",
  title: "Delete",
  group: "Steps",
  keys: ["Delete", "Backspace"],
  when: (context) => selectedTasks(context).length > 0,
  run(context) {
    const tasks = selectedTasks(context);
    const label = tasksLabel(context, tasks);
    performOrTell(context, [{ type: "delete-tasks", tasks }], `Delete ${label}`, `Deleted ${label}`);
  },
};
