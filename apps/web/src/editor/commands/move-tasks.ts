// Moves the selected tasks by keyboard: up and down in their list and, beyond its ends, into the other lists of the step that
// holds it (from `try` into `catch`), out of their scope, into the task above.
import type { GraphScope, Reference } from "@ironweave/schema";
import type { NodePlace } from "../kernels/graph-index.ts";
import type { Command, CommandContext } from "./command.ts";
import { indexOf, performOrTell, selectedTasks, tasksLabel } from "./selected-tasks.ts";

type Place = { readonly list: Reference; readonly index: number };

function moveCommand(
  id: string,
  title: string,
  keys: string,
  target: (context: CommandContext) => Place | undefined,
): Command {
  return {
    id,
    title,
    group: "Steps",
    keys: [keys],
    when: (context) => target(context) !== undefined,
    run(context) {
      const place = target(context);
      const tasks = selectedTasks(context);
      if (place !== undefined)
        performOrTell(context, [{ type: "move-tasks", tasks, ...place }], `Move ${tasksLabel(context, tasks)}`);
    },
  };
}

function edges(context: CommandContext): { readonly first: NodePlace; readonly last: NodePlace } | undefined {
  const index = indexOf(context);
  const places = selectedTasks(context).flatMap((task) => index.places.get(task) ?? []);
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined || first.scope.role === "function") return undefined;
  return places.every((place) => place.scope.list === first.scope.list) ? { first, last } : undefined;
}

/** The list before (-1) or after (1) this one in the step that holds both. */
function listBeside(context: CommandContext, { parent, scope }: NodePlace, by: -1 | 1): GraphScope | undefined {
  const scopes = parent === undefined ? [] : (indexOf(context).places.get(parent)?.node.scopes ?? []);
  return scopes[scopes.findIndex(({ list }) => list === scope.list) + by];
}

export const moveUp = moveCommand("move-up", "Move up", "Alt+ArrowUp", (context) => {
  const found = edges(context);
  if (found === undefined) return undefined;
  if (found.first.index > 0) return { list: found.first.scope.list, index: found.first.index - 1 };
  const beside = listBeside(context, found.first, -1);
  return beside && { list: beside.list, index: beside.nodes.length };
});

export const moveDown = moveCommand("move-down", "Move down", "Alt+ArrowDown", (context) => {
  const found = edges(context);
  if (found === undefined) return undefined;
  if (found.last.index < found.last.scope.nodes.length - 1) {
    return { list: found.last.scope.list, index: found.last.index + 2 };
  }
  const beside = listBeside(context, found.last, 1);
  return beside && { list: beside.list, index: 0 };
});

export const moveOut = moveCommand("move-out", "Move out of its scope", "Alt+ArrowLeft", (context) => {
  const parent = edges(context)?.first.parent;
  const place = parent === undefined ? undefined : indexOf(context).places.get(parent);
  return place === undefined || place.scope.role === "function"
    ? undefined
    : { list: place.scope.list, index: place.index + 1 };
});

export const moveInto = moveCommand("move-into", "Move into the step above", "Alt+ArrowRight", (context) => {
  const found = edges(context);
  const above = found?.first.scope.nodes[found.first.index - 1];
  const scope = above?.scopes[0];
  return scope === undefined ? undefined : { list: scope.list, index: scope.nodes.length };
});
