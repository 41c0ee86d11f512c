// Puts tasks from YAML text on the clipboard after the selection (or at the end of the flow).
import type { Command } from "./command.ts";
import { insertionPlace } from "./insertion-place.ts";
import { performOrTell } from "./selected-tasks.ts";
import { tasksFromText } from "./tasks-text.ts";

export const pasteTasks: Command = {
  id: "paste-tasks",
  title: "Paste YAML",
  group: "Edit",
  keys: ["Mod+V"],
  when: () => true,
  async run(context) {
    const tasks = tasksFromText(await context.clipboard.read());
    if (tasks.length === 0) {
      context.notify("The clipboard holds no steps. Copy steps here, or a YAML list of named tasks.", { danger: true });
      return;
    }
    const label = tasks.length === 1 ? (tasks[0]?.name ?? "step") : `${tasks.length} steps`;
    performOrTell(context, [{ type: "insert-tasks", ...insertionPlace(context), tasks }], `Paste ${label}`);
  },
};
