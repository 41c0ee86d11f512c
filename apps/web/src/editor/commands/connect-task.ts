// Starts connect mode: the arrow keys choose where the selected task (or which case of a switch) goes next, Enter connects.
import { connectRows, connectTargets } from "../canvas/connect-targets.ts";
import type { Command } from "./command.ts";
import { indexOf, onlyTask } from "./selected-tasks.ts";

export const connectTask: Command = {
  id: "connect-task",
  title: "Connect to another step (then)",
  group: "Steps",
  keys: ["C"],
  when(context) {
    const task = onlyTask(context);
    return task !== undefined && connectTargets(indexOf(context), task).length > 0;
  },
  run(context) {
    const from = onlyTask(context);
    if (from === undefined) return;
    const index = indexOf(context);
    const [target] = connectTargets(index, from);
    const [row] = connectRows(index, from);
    context.session.setState({ gesture: { type: "connect", from, row, keyboard: true }, target });
  },
};
