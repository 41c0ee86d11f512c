// Copies the selected tasks as YAML text, as it stands in the document.
import type { Command, CommandContext } from "./command.ts";
import { selectedTasks, tasksLabel } from "./selected-tasks.ts";
import { tasksText } from "./tasks-text.ts";

export const copyTasks: Command = {
  id: "copy-tasks",
  title: "Copy as YAML",
  group: "Edit",
  keys: ["Mod+C"],
  when: (context) => selectedTasks(context).length > 0,
  async run(context) {
    await copySelection(context);
    context.notify(`Copied ${tasksLabel(context, selectedTasks(context))}`);
  },
};

/** Writes the selected tasks to the clipboard. */
export async function copySelection(context: CommandContext): Promise<void> {
  await context.clipboard.write(tasksText(context.store.getState().drawing.source, selectedTasks(context)));
}
