// Runs a document with the real actions on the engine's in-memory host: for tests of what `retry`, `consume` and the like make of an
// action. The engine is imported by its file, since packages must not depend on each other in a circle.

import type { Json } from "@ironweave/jq";
import { createMemoryHost } from "../../../engine/src/memory-host/index.ts";
import { runWorkflow } from "../../../engine/src/index.ts";
import type { WorkflowOutcome } from "../../../engine/src/index.ts";
import { createActions } from "../create-actions.ts";
import type { HttpClient } from "../define-action.ts";
import { testContext } from "./action-context.ts";

export interface DocumentRun {
  readonly http: HttpClient;
  readonly runId: string;
  /** Called when a task is tried again. */
  readonly onRetry?: () => void;
}

/** The outcome of a document that does `tasks`, by the real clock. */
export async function runDocument(tasks: Json, { http, runId, onRetry }: DocumentRun): Promise<WorkflowOutcome> {
  const actions = createActions();
  const host = createMemoryHost({
    clock: "real",
    timers: {
      now: () => Date.now(),
      set: (callback, delayMs) => setTimeout(callback, delayMs),
      clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
    },
    onEvent: ({ type }) => {
      if (type === "task.retried") onRetry?.();
    },
    async actions(call) {
      const context = testContext(http, { idempotencyKey: `${runId}/${call.execution.task}` });
      return (await actions.get(call.action)?.run(call.arguments, context)) ?? null;
    },
  });
  const head = { dsl: "1.0.3", namespace: "test", name: "test", version: "1.0.0" };
  return runWorkflow({ document: { document: head, do: tasks }, input: null, host, run: { id: runId } });
}
