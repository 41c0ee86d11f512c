// Outputs that can be pinned from the designer: those of the dry run in the background and of the latest completed run.

import type { Pinning } from "../commands/command.ts";
import { namePath } from "../store/carry-references.ts";
import type { PinStore } from "../store/pin-store.ts";
import { executionsOf } from "./executions-of.ts";
import type { KnowledgeStore } from "./step-knowledge.ts";

/** Reads what is known at the moment of each question. */
export function createPinning(pins: PinStore, knowledge: Pick<KnowledgeStore, "getState" | "pastOutput">): Pinning {
  return {
    isPinned: (task) => pins.has(task),
    sources(task) {
      const { dryRun, past } = knowledge.getState();
      const tried = executionsOf(dryRun?.result.events ?? [], task).at(-1)?.output !== undefined;
      const path = namePath(task);
      const had = past?.heads.some((head) => head.type === "task.completed" && namePath(head.task) === path) ?? false;
      return [...(tried ? (["dry-run"] as const) : []), ...(had ? (["last-run"] as const) : [])];
    },
    async pin(task, source) {
      const value =
        source === "last-run"
          ? await knowledge.pastOutput(task)
          : executionsOf(knowledge.getState().dryRun?.result.events ?? [], task).at(-1)?.output;
      if (value === undefined) return "That run has no output of this step any more.";
      return pins.pin(task, value) ? undefined : "This output is too large to be pinned.";
    },
    unpin: (task) => pins.unpin(task),
  };
}
