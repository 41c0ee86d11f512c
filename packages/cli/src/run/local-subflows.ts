// Workflows that a local run runs: each on a host of its own beside the caller's, so that all share one clock and hear each
// other's events. A fault goes to the caller as it is, as on the server.

import { randomUUID } from "node:crypto";
import { runWorkflow, standardFault, WorkflowFault } from "@ironweave/engine";
import type { SubflowCall, WorkflowOutcome } from "@ironweave/engine";
import { createMemoryHost } from "@ironweave/engine/memory-host";
import type { ActionEnvironment, MemoryHost, MemoryHostOptions } from "@ironweave/engine/memory-host";
import type { Json } from "@ironweave/jq";
import type { RunEvent } from "@ironweave/schema/run";
import type { FindWorkflow } from "./local-workflows.ts";

/** Workflows that run each other deeper than this are a fault: one that runs itself must end. */
const MAX_DEPTH = 50;

export interface SubflowsOptions {
  readonly find: FindWorkflow;
  /** The actions of a run of this document. */
  readonly actions: (runId: string, document: Json) => NonNullable<MemoryHostOptions["actions"]>;
  /** Tasks that each run may begin. */
  readonly maxTasks: number;
  /** The first run's; the others count on from it. */
  readonly seed: number;
  readonly onEvent: (event: RunEvent, depth: number) => void;
}

export interface Subflows {
  /** The output of the workflow, or null at once where it is not waited for. Rejects with `WorkflowFault`. */
  run(call: SubflowCall, environment: ActionEnvironment, caller: MemoryHost, depth: number): Promise<Json>;
  /** Resolves when every workflow that was begun has ended. */
  settled(): Promise<void>;
  /** Cancels every workflow that has not ended. */
  cancel(): void;
}

export function createSubflows({ find, actions, maxTasks, seed, onEvent }: SubflowsOptions): Subflows {
  const open = new Map<MemoryHost, Promise<WorkflowOutcome>>();
  let begun = 0;
  const subflows: Subflows = {
    async run(call, environment, caller, depth) {
      const { namespace, name, version } = call;
      if (depth > MAX_DEPTH) {
        const detail = `workflows run each other more than ${MAX_DEPTH} deep`;
        throw standardFault("runtime", detail, { title: "too_deep" });
      }
      const document = await find(call);
      if (document === undefined) {
        const detail = `no file beside this one has the workflow ${namespace}/${name}:${version}`;
        throw standardFault("configuration", detail, { title: "unknown_workflow" });
      }
      const id = randomUUID();
      begun += 1;
      const host: MemoryHost = createMemoryHost({
        beside: caller,
        seed: seed + begun,
        maxExecutions: maxTasks,
        actions: actions(id, document),
        workflows: (inner, around) => subflows.run(inner, around, host, depth + 1),
        onEvent: (event) => onEvent(event, depth),
      });
      const ended = runWorkflow({ document, input: call.input, host, run: { id } });
      open.set(host, ended);
      void ended.finally(() => open.delete(host));
      if (!call.wait) return null;
      environment.onCancel(() => host.cancel());
      return outputOf(await environment.alongside(ended));
    },
    async settled() {
      while (open.size > 0) await Promise.all(open.values());
    },
    cancel() {
      for (const host of open.keys()) host.cancel();
    },
  };
  return subflows;
}

function outputOf(outcome: WorkflowOutcome): Json {
  if (outcome.status === "completed") return outcome.output;
  if (outcome.status === "faulted") throw new WorkflowFault(outcome.error);
  throw standardFault("runtime", `the workflow was ${outcome.status}`);
}
