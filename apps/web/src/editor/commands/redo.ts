// Makes the last undone step again.
import type { Command } from "./command.ts";

export const redo: Command = {
  id: "redo",
  title: "Redo",
  group: "Edit",
  keys: ["Mod+Shift+Z", "Mod+Y"],
  when: ({ store }) => store.getState().redoLabel !== undefined,
  run: ({ store }) => store.redo(),
};
