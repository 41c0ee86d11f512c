// Goes from a call of a function to the function, which stands beside the flow.
import type { Reference } from "@ironweave/schema";
import { hiddenBehind } from "../kernels/graph-index.ts";
import type { Command, CommandContext } from "./command.ts";
import { indexOf, onlyTask } from "./selected-tasks.ts";

export const goToFunction: Command = {
  id: "go-to-function",
  title: "Go to the function it calls",
  group: "Steps",
  keys: ["F12"],
  when: (context) => calledFunction(context) !== undefined,
  run(context) {
    const found = calledFunction(context);
    if (found === undefined) return;
    const { store } = context;
    for (const around of hiddenBehind(indexOf(context), found))
      if (store.getState().folded.has(around)) store.toggleFold(around);
    store.select([found], "canvas");
  },
};

/** The function that the selected task calls, where it is one of this document. */
function calledFunction(context: CommandContext): Reference | undefined {
  const index = indexOf(context);
  const node = index.places.get(onlyTask(context) ?? "")?.node;
  if (node?.kind !== "call" || node.action === undefined) return undefined;
  return index.scopes.get("/use/functions")?.nodes.find(({ name }) => name === node.action)?.id;
}
