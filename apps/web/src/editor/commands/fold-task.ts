// Folds or unfolds the selected task's scopes.
import type { Command } from "./command.ts";
import { indexOf, onlyTask } from "./selected-tasks.ts";

export const foldTask: Command = {
  id: "fold-task",
  title: "Fold or unfold",
  group: "View",
  keys: ["F"],
  when(context) {
    const task = onlyTask(context);
    return task !== undefined && (indexOf(context).places.get(task)?.node.scopes.length ?? 0) > 0;
  },
  run(context) {
    const task = onlyTask(context);
    if (task !== undefined) context.store.toggleFold(task);
  },
};
