// Selects every task of the list that the selection is in (all tasks of the flow without one).
import type { Command } from "./command.ts";
import { indexOf, selectedTasks } from "./selected-tasks.ts";

export const selectAll: Command = {
  id: "select-all",
  title: "Select all steps of the list",
  group: "Edit",
  keys: ["Mod+A"],
  when: (context) => indexOf(context).order.length > 0,
  run(context) {
    const index = indexOf(context);
    const [first] = selectedTasks(context);
    const scope = first === undefined ? index.graph.root : (index.places.get(first)?.scope ?? index.graph.root);
    context.store.select(
      scope.nodes.map((node) => node.id),
      "canvas",
    );
  },
};
