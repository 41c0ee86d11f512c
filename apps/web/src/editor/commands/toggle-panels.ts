// Commands that show or hide a part of the screen, and the one that turns single keys off for those who press them by accident.
import type { DockPanel } from "../store/designer-ui.ts";
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

function dockCommand(dock: DockPanel, title: string, keys: readonly string[]): Command {
  return {
    id: `toggle-${dock}`,
    title,
    group: "View",
    keys,
    when: () => true,
    run: ({ ui }) => ui.setState((state) => ({ dock: state.dock === dock ? undefined : dock })),
  };
}

export const toggleOutline: Command = {
  id: "toggle-outline",
  title: "Show or hide the outline",
  group: "View",
  keys: ["Mod+Shift+O"],
  when: () => true,
  run: ({ ui }) => ui.setState(({ outline }) => ({ outline: !outline, view: "outline" })),
};
export const togglePalette: Command = {
  ...toggleCommand("palette", "Show or hide the step palette", ["Mod+Shift+L"]),
  // The palette and the outline take turns in one place.
  run: ({ ui }) => ui.setState(({ palette, outline }) => ({ palette: outline || !palette, outline: false })),
};
export const toggleInspector = toggleCommand("inspector", "Show or hide the form", ["Mod+I"]);
export const toggleText = toggleCommand("text", "Show or hide the text", ["Mod+E"]);
export const toggleProblems = dockCommand("problems", "Show or hide the problems", ["Mod+Shift+M"]);
export const toggleEffects = dockCommand("effects", "Show or hide the effects on the outside", ["Mod+Shift+E"]);
export const togglePlayground = dockCommand("playground", "Show or hide the jq playground", ["Mod+J"]);
/** Speech input and trembling hands press single keys by accident (WCAG 2.1.4). */
export const toggleSingleKeys: Command = {
  id: "toggle-single-keys",
  title: "Turn single-key shortcuts on or off",
  group: "View",
  keys: [],
  when: () => true,
  run({ ui, notify }) {
    ui.setState(({ singleKeys }) => ({ singleKeys: !singleKeys }));
    notify(ui.getState().singleKeys ? "Single-key shortcuts are on" : "Single-key shortcuts are off");
  },
};
