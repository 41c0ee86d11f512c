// Commands that show or hide a part of the screen.
import type { Command } from "./command.ts";

function toggleCommand(panel: "palette" | "inspector" | "text", title: string, keys: readonly string[]): Command {
  return {
    id: `toggle-${panel}`,
    title,
    group: "View",
    keys,
    when: () => true,
    run: ({ ui }) => ui.setState((state) => ({ [panel]: !state[panel] })),
  };
}

function dockCommand(dock: "problems" | "playground", title: string, keys: readonly string[]): Command {
  return {
    id: `toggle-${dock}`,
    title,
    group: "View",
    keys,
    when: () => true,
    run: ({ ui }) => ui.setState((state) => ({ dock: state.dock === dock ? undefined : dock })),
  };
}

export const togglePalette = toggleCommand("palette", "Show or hide the step palette", ["Mod+Shift+L"]);
export const toggleInspector = toggleCommand("inspector", "Show or hide the form", ["Mod+I"]);
export const toggleText = toggleCommand("text", "Show or hide the text", ["Mod+E"]);
export const toggleProblems = dockCommand("problems", "Show or hide the problems", ["Mod+Shift+M"]);
export const togglePlayground = dockCommand("playground", "Show or hide the jq playground", ["Mod+J"]);
