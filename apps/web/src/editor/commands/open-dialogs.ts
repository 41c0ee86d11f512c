// Commands that open a dialog: they differ in the dialog only.
import type { DesignerDialog } from "../store/designer-ui.ts";
import type { Command, CommandGroup } from "./command.ts";

function openCommand(dialog: DesignerDialog, title: string, group: CommandGroup, keys: readonly string[]): Command {
  return { id: `open-${dialog}`, title, group, keys, when: () => true, run: ({ ui }) => ui.setState({ dialog }) };
}

export const openRun = openCommand("run", "Run…", "Workflow", ["Mod+Enter"]);
export const openSaveVersion = openCommand("save-version", "Save a version…", "Workflow", ["Mod+S"]);
export const openVersions = openCommand("versions", "Versions…", "Workflow", []);
export const openCommands = openCommand("commands", "All commands", "View", ["Mod+K"]);
export const openShortcuts = openCommand("shortcuts", "Keyboard shortcuts", "View", ["?"]);
export const openFind = openCommand("find", "Find a step", "View", ["Mod+P"]);
