// Opens the dry run, and closes it.
import type { Command } from "./command.ts";

export const toggleDryRun: Command = {
  id: "toggle-dry-run",
  title: "Dry run in this page",
  group: "Workflow",
  keys: ["Mod+Shift+Enter"],
  when: () => true,
  run: ({ ui }) => ui.setState(({ mode }) => ({ mode: mode === "dry-run" ? "edit" : "dry-run" })),
};
