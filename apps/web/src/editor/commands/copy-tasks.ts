// Copies the selected tasks as YAML text, as it stands in the document.
import type { Command, CommandContext } from "./command.ts";
import { selectedTasks, tasksLabel } from "./selected-tasks.ts";
import { copiedText } from "./take-steps.ts";

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
  const { store } = context;
  await context.clipboard.write(copiedText(store, store.getState().drawing.source, selectedTasks(context)));
}
