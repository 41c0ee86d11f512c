// Judges a crash test: invocations, effects and journals against each other (reliability.md, L1 to L5). Pure.

import type { RunEvent } from "@ironweave/schema/run";
import type { Effect } from "./effect-server.ts";

/** A run that was started, the steps its document has in order, and what its journal says. */
export interface Invocation {
  readonly tenantId: string;
  readonly runId: string;
  readonly steps: readonly string[];
}

export interface Violation {
  readonly law: "L1" | "L2" | "L3" | "L4" | "L5";
  readonly runId: string;
  readonly detail: string;
}

const TERMINAL = new Set(["workflow.completed", "workflow.faulted", "workflow.cancelled"]);

/** Every way in which the logs disagree; empty when nothing was lost, doubled or reordered. */
export function checkNothingLost(
  invocations: readonly Invocation[],
  journals: ReadonlyMap<string, readonly RunEvent[]>,
  effects: readonly Effect[],
): readonly Violation[] {
  const started = new Set(invocations.map(({ runId }) => runId));
  const phantoms = [...journals.keys()].filter((runId) => !started.has(runId));
  return [
    ...phantoms.map((runId): Violation => ({ law: "L2", runId, detail: "a journal without a start" })),
    ...invocations.flatMap((invocation) => checkRun(invocation, journals.get(invocation.runId) ?? [], effects)),
  ];
}

function checkRun(
  invocation: Invocation,
  events: readonly RunEvent[],
  effects: readonly Effect[],
): readonly Violation[] {
  const { tenantId, runId, steps } = invocation;
  const violations: Violation[] = [];
  const report = (law: Violation["law"], detail: string): void => void violations.push({ law, runId, detail });

  const ends = events.filter((event) => TERMINAL.has(event.type));
  if (ends.length !== 1) report("L1", `${ends.length} terminal events`);
  if (ends[0] !== undefined && ends[0].type !== "workflow.completed") report("L1", `ended ${ends[0].type}`);
  if (ends[0] !== undefined && events.at(-1) !== ends[0]) report("L1", "events after the end");
  if (events.some((event, index) => event.seq !== index + 1)) report("L1", "a gap or a repetition in the journal");

  const own = effects.filter(({ key }) => key.startsWith(`${tenantId}/${runId}/`));
  for (const step of steps) {
    const count = own.filter((effect) => effect.step === step).length;
    if (count !== 1) report("L3", `${step} had its effect ${count} times`);
  }
  const inOrder = own.map(({ step }) => step);
  if (JSON.stringify(inOrder) !== JSON.stringify(steps)) report("L4", `effects in the order ${inOrder.join(", ")}`);

  const completed = events.flatMap((event) => (event.type === "task.completed" ? [event.name] : []));
  const told = completed.filter((name) => steps.includes(name));
  if (JSON.stringify(told) !== JSON.stringify(steps)) report("L5", `the journal tells of ${told.join(", ")}`);
  return violations;
}
