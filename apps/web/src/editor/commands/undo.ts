// Takes back the last step, whichever view made it.
import type { Command } from "./command.ts";

export const undo: Command = {
  id: "undo",
  title: "Undo",
  group: "Edit",
  keys: ["Mod+Z"],
  when: ({ store }) => store.getState().undoLabel !== undefined,
  run: ({ store }) => store.undo(),
};
