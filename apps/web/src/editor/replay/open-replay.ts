// Opens a dry run of the edited definition with the input and the answers of a past run. Nothing is remembered: mocks typed here are of
// this replay, and win over what was recorded.

import type { Json } from "@ironweave/jq";
import type { DesignerSession } from "../designer/designer-context.ts";
import { createDryRunClient } from "../dry-run/dry-run-client.ts";
import type { DryRunSession } from "../dry-run/dry-run-context.ts";
import { createDryRunStore } from "../dry-run/dry-run-store.ts";
import type { DryRunPlan } from "../dry-run/dry-run.ts";
import { sideEffects, type SideEffect } from "../dry-run/side-effects.ts";
import type { GraphIndex } from "../kernels/graph-index.ts";
import { recordedAnswers, recordedEvents, withoutTransformation } from "./recorded-answers.ts";
import { readRecordedRun } from "./recorded-run.ts";
import type { Replay } from "./replay.ts";

/** The session, or why the run cannot be replayed. Rejects where the server gives no answer. */
export async function openReplay(
  { store, workflowId, backend }: DesignerSession,
  runId: string,
): Promise<DryRunSession | { readonly refused: string }> {
  const run = await readRecordedRun(backend, workflowId, runId);
  if ("refused" in run) return run;
  const { index, source } = store.getState().drawing;
  const document = source.value ?? null;
  const effects = sideEffects(index, document);
  const tasks = effects.map(({ task }) => task);
  const replay: Replay = { run, steps: recordedAnswers(run, document, tasks) };
  return {
    store: createDryRunStore({
      document,
      texts: { input: JSON.stringify(run.input, null, 2), mocks: {}, events: "", pins: {} },
      client: createDryRunClient(),
      later: (work, ms) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      complete: (plan) => withRecording(plan, replay, effects, index),
    }),
    index,
    effects,
    samples: [],
    replay,
  };
}

/** The plan with the answers of the run wherever nothing was typed. */
export function withRecording(
  plan: DryRunPlan,
  { run, steps }: Replay,
  effects: readonly Pick<SideEffect, "task" | "key">[],
  index: Pick<GraphIndex, "order">,
): DryRunPlan {
  const mocked = new Set(effects.filter(({ key }) => Object.hasOwn(plan.mocks, key)).map(({ task }) => task));
  const used = steps.filter(({ task }) => !mocked.has(task));
  const transformed = new Set(used.filter((step) => step.transformed).map(({ task }) => task));
  const events: Readonly<Record<string, Json>> =
    plan.events.length > 0 ? {} : recordedEvents(run, plan.document, index.order);
  return {
    ...plan,
    document: withoutTransformation(plan.document, transformed),
    recorded: Object.fromEntries(used.map(({ task, answers }) => [task, answers])),
    pins: { ...events, ...plan.pins },
  };
}
