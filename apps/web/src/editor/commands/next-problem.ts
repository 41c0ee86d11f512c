// Goes to the next problem after the selection, in the order of the text.
import { taskAt } from "../kernels/graph-index.ts";
import type { Command } from "./command.ts";
import { indexOf } from "./selected-tasks.ts";

export const nextProblem: Command = {
  id: "next-problem",
  title: "Next problem",
  group: "View",
  keys: ["F8"],
  when: ({ store }) => store.getState().analysis.diagnostics.length > 0,
  run(context) {
    const { analysis, selection } = context.store.getState();
    const at = analysis.source.locate(selection[0] ?? "", "entry")?.start ?? -1;
    const next = analysis.diagnostics.find(({ range }) => range.start > at + 1) ?? analysis.diagnostics[0];
    if (next === undefined) return;
    const task = taskAt(indexOf(context), next.reference);
    if (task !== undefined) context.store.select([task], "form");
    context.ui.setState({ reveal: { offset: next.range.start } });
  },
};
