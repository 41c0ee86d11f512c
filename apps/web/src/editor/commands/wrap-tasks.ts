// Wraps the selected siblings in a new task that holds them: four commands that differ in the kind only.
import type { Command, CommandContext } from "./command.ts";
import { indexOf, performOrTell, selectedTasks, tasksLabel } from "./selected-tasks.ts";

type WrapKind = "do" | "try" | "for" | "fork";

function wrapCommand(kind: WrapKind, name: string): Command {
  return {
    id: `wrap-in-${kind}`,
    title: `Wrap in ${kind}`,
    group: "Wrap",
    keys: [],
    when: canWrap,
    run(context) {
      const tasks = selectedTasks(context);
      performOrTell(
        context,
        [{ type: "wrap-tasks", tasks, kind, name }],
        `Wrap ${tasksLabel(context, tasks)} in ${kind}`,
      );
    },
  };
}

/** Only neighbours of one list can be wrapped; functions are in none. */
function canWrap(context: CommandContext): boolean {
  const index = indexOf(context);
  const places = selectedTasks(context).map((task) => index.places.get(task));
  return (
    places.length > 0 &&
    places[0]?.scope.role !== "function" &&
    places.every(
      (place, at) => place?.scope.list === places[0]?.scope.list && place?.index === (places[0]?.index ?? 0) + at,
    )
  );
}

export const wrapInDo = wrapCommand("do", "group");
export const wrapInTry = wrapCommand("try", "attempt");
export const wrapInFor = wrapCommand("for", "forEach");
export const wrapInFork = wrapCommand("fork", "inParallel");
