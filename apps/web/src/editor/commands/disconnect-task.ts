// Removes the selected task's `then`, so that the flow goes on in document order.
import { memberOf, resolveReference } from "@ironweave/schema";
import type { Command, CommandContext } from "./command.ts";
import { onlyTask, performOrTell, tasksLabel } from "./selected-tasks.ts";

function thenOf(context: CommandContext): string | undefined {
  const task = onlyTask(context);
  const { value } = context.store.getState().drawing.source;
  if (task === undefined || value === undefined) return undefined;
  return memberOf(resolveReference(value, task), "then") === undefined ? undefined : `${task}/then`;
}

export const disconnectTask: Command = {
  id: "disconnect-task",
  title: "Continue with the next step (remove then)",
  group: "Steps",
  keys: [],
  when: (context) => thenOf(context) !== undefined,
  run(context) {
    const at = thenOf(context);
    const task = onlyTask(context);
    if (at !== undefined && task !== undefined)
      performOrTell(context, [{ type: "unset", at }], `Disconnect ${tasksLabel(context, [task])}`);
  },
};
