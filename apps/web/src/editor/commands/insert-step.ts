// Opens the insert menu after the selected task (or at the end of the flow).
import type { Command } from "./command.ts";
import { insertionPlace } from "./insertion-place.ts";
import { indexOf } from "./selected-tasks.ts";

export const insertStep: Command = {
  id: "insert-step",
  title: "Insert a step",
  group: "Steps",
  keys: ["/"],
  when: () => true,
  run(context) {
    const { list, index } = insertionPlace(context);
    const scope = indexOf(context).scopes.get(list);
    const slot = {
      list,
      index,
      x: 0,
      y: 0,
      after: scope?.nodes[index - 1]?.name,
      before: scope?.nodes[index]?.name,
      branch: scope?.role === "fork",
      empty: scope === undefined || scope.nodes.length === 0,
    };
    context.ui.setState({ insert: { slot, x: window.innerWidth / 2 - 160, y: window.innerHeight * 0.2 } });
  },
};
