// Runs a document in this process, on the in-memory host.

import { randomUUID } from "node:crypto";
import { runWorkflow, standardFault } from "@ironweave/engine";
import { createMemoryHost } from "@ironweave/engine/memory-host";
import type { MemoryHost } from "@ironweave/engine/memory-host";
import type { Json, JsonObject } from "@ironweave/jq";
import type { RunEvent, WorkflowError } from "@ironweave/schema/run";
import { createLocalActions } from "./local-actions.ts";
import type { FindWorkflow } from "./local-workflows.ts";
import { createSubflows } from "./local-subflows.ts";
import type { RunResult } from "./run-result.ts";

export interface LocalRunOptions {
  readonly document: Json;
  readonly input: Json;
  readonly isVirtual: boolean;
  readonly allowHosts: readonly string[];
  readonly secrets: ReadonlyMap<string, Json>;
  /** CloudEvents that are there from the start. */
  readonly events: readonly JsonObject[];
  /** Finds what `run: workflow` names. */
  readonly findWorkflow: FindWorkflow;
  /** Tasks that each run may begin. */
  readonly maxTasks: number;
  /** `depth` is 0 for the run itself, 1 for the workflows that it runs, and so on. */
  readonly onEvent: (event: RunEvent, depth: number) => void;
  /** Called when the run waits for an event that will not come; the run is cancelled then. */
  readonly onStuck: () => void;
}

/** The outcome of the run; Ctrl-C cancels it. */
export async function runLocal(options: LocalRunOptions): Promise<RunResult> {
  const runId = randomUUID();
  const actions = createLocalActions({ allowHosts: options.allowHosts, secrets: options.secrets });
  const tasks: string[] = [];
  let isOver = false;
  let isStuck = false;
  const stuck = (): void => {
    // Idle after the end is no trouble, and cancelling makes the clock idle again.
    if (isOver) return;
    isOver = true;
    isStuck = true;
    options.onStuck();
    cancel();
  };
  // A seed of its own for each run, so that jitter differs; a virtual run repeats exactly.
  const seed = options.isVirtual ? 1 : Number.parseInt(runId.slice(0, 8), 16);
  const subflows = createSubflows({
    find: options.findWorkflow,
    actions: actions.of,
    maxTasks: options.maxTasks,
    seed,
    onEvent: options.onEvent,
  });
  const host: MemoryHost = createMemoryHost({
    clock: options.isVirtual ? "virtual" : "real",
    timers: {
      now: () => Date.now(),
      set: (callback, delayMs) => setTimeout(callback, delayMs),
      clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
    },
    seed,
    maxExecutions: options.maxTasks,
    actions: actions.of(runId, options.document),
    workflows: (call, environment) => subflows.run(call, environment, host, 1),
    onEvent: (event) => {
      if (event.type === "task.started") tasks.push(event.name);
      options.onEvent(event, 0);
    },
    onStuck: stuck,
  });
  for (const event of options.events) host.deliver(event);
  const cancel = (): void => {
    host.cancel();
    subflows.cancel();
  };
  process.once("SIGINT", cancel);
  // With the real clock: nothing is under way any more, so nothing will wake the run.
  process.once("beforeExit", stuck);
  try {
    const outcome = await runWorkflow({ document: options.document, input: options.input, host, run: { id: runId } });
    // Workflows that were not waited for go on, as they do on the server.
    await subflows.settled();
    if (outcome.status === "completed") return { status: "completed", output: outcome.output, error: null, tasks };
    if (outcome.status === "faulted") return { status: "faulted", output: null, error: outcome.error, tasks };
    return { status: "cancelled", output: null, error: isStuck ? noEvent() : null, tasks };
  } finally {
    isOver = true;
    process.off("SIGINT", cancel);
    process.off("beforeExit", stuck);
    await actions.close();
  }
}

/** Why a run was cancelled that could not go on. */
function noEvent(): WorkflowError {
  const detail = "the run waits for an event that does not come; give it with --event";
  return standardFault("runtime", detail, { title: "no_event" }).error;
}
