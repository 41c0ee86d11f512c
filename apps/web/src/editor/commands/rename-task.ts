// Opens the name of the selected task for editing, in place.
import type { Command } from "./command.ts";
import { onlyTask } from "./selected-tasks.ts";

export const renameTask: Command = {
  id: "rename-task",
  title: "Rename",
  group: "Steps",
  keys: ["F2"],
  when: (context) => onlyTask(context) !== undefined,
  run: (context) => context.session.setState({ renaming: onlyTask(context) }),
};
