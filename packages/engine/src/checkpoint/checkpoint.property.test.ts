// SPEC.md, K1 to K3: a run that is stopped and continued, anywhere and any number of times, is the same run.

import type { Json } from "@ironweave/jq";
import type { RunEvent } from "@ironweave/schema/run";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { standardFault } from "../errors/workflow-fault.ts";
import type { ActionCall } from "../host.ts";
import { createMemoryHost } from "../memory-host/index.ts";
import { runWorkflow } from "../run-workflow.ts";
import type { WorkflowOutcome } from "../run-workflow.ts";
import { randomDocument } from "../testing/random-document.ts";

/** Fails for some executions, the same ones whatever the order of calls. */
async function act({ execution, arguments: args }: ActionCall): Promise<Json> {
  const text = `${execution.task}/${execution.iteration.join()}/${execution.attempt}`;
  const hash = Array.from(text).reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1_000_003, 7);
  if (hash % 3 === 0) throw standardFault("communication", text, { status: 503 });
  return { n: hash % 5, args };
}

interface Trace {
  readonly outcome: WorkflowOutcome;
  readonly events: readonly RunEvent[];
  readonly calls: readonly ActionCall[];
  readonly checkpoints: number;
}

async function trace(document: Json, shouldCheckpoint: () => boolean, actions = act): Promise<Trace> {
  const host = createMemoryHost({ actions, seed: 11, startAt: 0, shouldCheckpoint });
  const run = { id: "r" };
  let outcome = await runWorkflow({ document, input: { n: 0 }, host, run });
  let checkpoints = 0;
  while (outcome.status === "checkpoint") {
    checkpoints += 1;
    const resume: Json = JSON.parse(JSON.stringify(outcome.frames));
    outcome = await runWorkflow({ document, input: null, host, run, resume });
  }
  return { outcome, events: host.events, calls: host.calls, checkpoints };
}

/** Events without what depends on how branches interleave, in an order that does not either. */
function unordered(events: readonly RunEvent[]): readonly string[] {
  return events
    .map((event) =>
      JSON.stringify(event, (key, value: unknown) => (key === "execution" || key === "seq" ? undefined : value)),
    )
    .sort();
}

function never(): boolean {
  return false;
}

test("[K1] checkpoints anywhere change neither outcome, events, times nor calls", async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument({ forks: false }), fc.infiniteStream(fc.boolean()), async (document, wishes) => {
      const { checkpoints: _, ...whole } = await trace(document, never);
      const { checkpoints, ...pieces } = await trace(document, () => wishes.next().value);
      expect(pieces).toEqual(whole);
      expect(checkpoints).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 100 },
  );
});

test("[K2] a host that wants a checkpoint at every boundary gets it, and the run still ends the same", async () => {
  let total = 0;
  await fc.assert(
    fc.asyncProperty(randomDocument({ forks: false }), async (document) => {
      const { checkpoints: _, ...whole } = await trace(document, never);
      const { checkpoints, ...pieces } = await trace(document, () => true);
      expect(pieces).toEqual(whole);
      const started = whole.events.filter(({ type }) => type === "task.started" || type === "task.skipped").length;
      expect(checkpoints).toBeLessThanOrEqual(started);
      total += checkpoints;
    }),
    { numRuns: 100 },
  );
  expect(total).toBeGreaterThan(100);
});

/** Gives what it was given: where a branch fails or ends the workflow, how far its siblings came is a race. */
async function echo({ arguments: args }: ActionCall): Promise<Json> {
  return { n: 1, args };
}

test("[K3] with forks, outcome and every branch's events are the same", async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument({ forks: true }), fc.infiniteStream(fc.boolean()), async (document, wishes) => {
      fc.pre(!JSON.stringify(document).includes('"end"'));
      const whole = await trace(document, never, echo);
      const pieces = await trace(document, () => wishes.next().value, echo);
      const all = await trace(document, () => true, echo);
      for (const each of [pieces, all]) {
        expect(each.outcome).toEqual(whole.outcome);
        expect(unordered(each.events)).toEqual(unordered(whole.events));
      }
    }),
    { numRuns: 100 },
  );
});

test("[J4] the same document, input, seed and script give the same calls and events", async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument({ forks: true }), async (document) => {
      expect(await trace(document, never)).toEqual(await trace(document, never));
    }),
    { numRuns: 100 },
  );
});
