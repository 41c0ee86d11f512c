// Puts steps from YAML text on the clipboard after the selection (or at the end of the flow), as written.
import type { Command } from "./command.ts";
import { takeSteps } from "./take-steps.ts";

export const pasteTasks: Command = {
  id: "paste-tasks",
  title: "Paste YAML",
  group: "Edit",
  keys: ["Mod+V"],
  when: () => true,
  async run(context) {
    takeSteps(context, await context.clipboard.read(), {
      file: "The pasted text",
      label: (steps) => `Paste ${steps}`,
      none: "The clipboard holds no steps. Copy steps here, or a YAML list of named tasks.",
    });
  },
};
