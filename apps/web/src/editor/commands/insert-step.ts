// Opens the insert menu: after the selected task (or at the end of the flow), or for a new function.
import type { Command, CommandContext } from "./command.ts";
import { insertionPlace } from "./insertion-place.ts";
import { indexOf } from "./selected-tasks.ts";

/** Opens the insert menu for a place that no button stands for. */
function openMenu(context: CommandContext, { list, index }: ReturnType<typeof insertionPlace>): void {
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
    reusable: list === FUNCTIONS,
  };
  context.ui.setState({ insert: { slot, x: window.innerWidth / 2 - 160, y: window.innerHeight * 0.2 } });
}

const FUNCTIONS = "/use/functions";

export const addFunction: Command = {
  id: "add-function",
  title: "Add a function",
  group: "Steps",
  keys: [],
  when: () => true,
  run: (context) =>
    openMenu(context, { list: FUNCTIONS, index: indexOf(context).scopes.get(FUNCTIONS)?.nodes.length ?? 0 }),
};

export const insertStep: Command = {
  id: "insert-step",
  title: "Insert a step",
  group: "Steps",
  keys: ["/"],
  when: () => true,
  run: (context) => openMenu(context, insertionPlace(context)),
};
