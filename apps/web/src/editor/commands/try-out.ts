// Trying one step out: run to it, run it, keep its output as a pin. All in the dry run; nothing leaves the page.
import type { Reference } from "@ironweave/schema";
import type { Command, CommandContext, OutputSource } from "./command.ts";
import { indexOf, onlyTask } from "./selected-tasks.ts";

function dryRunCommand(id: string, title: string, until: "before" | "after", keys: readonly string[]): Command {
  return {
    id,
    title,
    group: "Try out",
    keys,
    when: (context) => onlyTask(context) !== undefined,
    run(context) {
      const task = onlyTask(context);
      if (task !== undefined) context.ui.setState({ mode: "dry-run", wish: { task, until } });
    },
  };
}

/** Stands before the step, with the data that come to it. */
export const runToHere: Command = dryRunCommand("run-to-here", "Dry run up to here", "before", []);

/** Stands behind the step, with what it gave. */
export const runStep: Command = dryRunCommand("run-step", "Dry run this step", "after", []);

function pinCommand(id: string, title: string, source: OutputSource): Command {
  return {
    id,
    title,
    group: "Try out",
    keys: [],
    when(context) {
      const task = pinnable(context);
      return task !== undefined && !context.pinning.isPinned(task) && context.pinning.sources(task).includes(source);
    },
    async run(context) {
      const task = pinnable(context);
      if (task === undefined) return;
      const name = indexOf(context).places.get(task)?.node.name ?? "the step";
      const problem = await context.pinning.pin(task, source);
      if (problem === undefined)
        context.notify(`The output of ${name} is pinned: it is not run when you try things out.`);
      else context.notify(problem, { danger: true });
    },
  };
}

export const pinDryRun: Command = pinCommand("pin-dry-run", "Pin its output of the dry run", "dry-run");
export const pinLastRun: Command = pinCommand("pin-last-run", "Pin its output of the last run", "last-run");

export const unpinOutput: Command = {
  id: "unpin-output",
  title: "Take the pin off",
  group: "Try out",
  keys: [],
  when(context) {
    const task = onlyTask(context);
    return task !== undefined && context.pinning.isPinned(task);
  },
  run(context) {
    const task = onlyTask(context);
    if (task !== undefined) context.pinning.unpin(task);
  },
};

/** Of these kinds the way matters and not the output; a pin would hide it. */
const NOT_PINNABLE: ReadonlySet<string> = new Set(["switch", "raise", "unknown"]);

function pinnable(context: CommandContext): Reference | undefined {
  const task = onlyTask(context);
  const kind = task === undefined ? undefined : indexOf(context).places.get(task)?.node.kind;
  return kind === undefined || NOT_PINNABLE.has(kind) ? undefined : task;
}
