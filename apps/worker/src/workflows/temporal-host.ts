// The engine's Host over Temporal: timers, activities, child workflows, signals and cancellation scopes. Sandbox code:
// imports the engine, the catalog and @temporalio/workflow only. Invariant: whatever waits here rejects with `Cancelled`
// when its scope is cancelled, and with nothing else but `WorkflowFault` or a bug.

import { Cancelled, refusedEvent, standardFault, WorkflowFault } from "@ironweave/engine";
import type { ActionCall, CancelScope, CloudEvent, Host, SubflowCall } from "@ironweave/engine";
import type { Json } from "@ironweave/jq";
import { RUN_DOCUMENT_WORKFLOW, temporalWorkflowId } from "@ironweave/schema/run";
import type { RunDocumentInput, RunEventBody, WorkflowError } from "@ironweave/schema/run";
import {
  ApplicationFailure,
  CancellationScope,
  ChildWorkflowFailure,
  executeChild,
  isCancellation,
  ParentClosePolicy,
  sleep,
  startChild,
  uuid4,
} from "@temporalio/workflow";
import { EVENT_REFUSED, SUBFLOW_REFUSALS, WORKFLOW_FAULT } from "../messages.ts";
import type { ActionRequest, SubflowRefusal, SystemActivities } from "../messages.ts";
import type { HistoryBudget } from "./history-budget.ts";
import type { Journal } from "./journal.ts";
import type { Listeners } from "./listeners.ts";
import { performCall } from "./perform-call.ts";

/** A wait this long or longer makes the journal durable first; nobody knows which worker will continue. */
const SEAL_BEFORE_WAIT_MS = 2_000;

export interface TemporalHostOptions {
  readonly input: Pick<RunDocumentInput, "tenantId" | "runId">;
  readonly journal: Journal;
  /** Versions (rows) that `latest` has stood for in this run, by `namespace/name`: one for the whole run. Grows. */
  readonly latest: Map<string, string>;
  readonly budget: HistoryBudget;
  readonly listeners: Listeners;
  readonly system: SystemActivities;
}

/** The host of one execution of a run. */
export function createTemporalHost(options: TemporalHostOptions): Host {
  const { input, journal, latest, budget, listeners, system } = options;

  const beforeWait = async (longWait: boolean): Promise<void> => {
    budget.noteWait();
    if (journal.isBacklogged || (longWait && journal.hasUnsealed)) {
      // Not cancellable: what happened must reach the journal also when the run is being cancelled.
      await CancellationScope.nonCancellable(() => journal.seal());
    }
  };

  const host: Host = {
    // Inside the sandbox both are deterministic: the time of the workflow task, and a generator seeded by the run.
    now: () => Date.now(),
    random: () => Math.random(),
    uuid: () => uuid4(),
    sleep: async (delayMs) => {
      await beforeWait(delayMs >= SEAL_BEFORE_WAIT_MS);
      await cancellable(() => sleep(Math.max(1, Math.ceil(delayMs))));
    },
    call: async (call: ActionCall) => {
      await beforeWait(false);
      const request: Omit<ActionRequest, "timeoutMs"> = {
        tenantId: input.tenantId,
        runId: input.runId,
        action: call.action,
        ...(call.version === undefined ? {} : { version: call.version }),
        arguments: call.arguments,
        scope: call.scope,
        secrets: call.secrets,
        execution: call.execution,
        idempotencyKey: keyOf(input, call.step),
      };
      return performCall(call, request, {
        onLocalActivity: () => budget.countLocalActivity(),
      });
    },
    // Stored, then handed to whoever waits for it, by the gateway; the run itself is treated like any other.
    publish: async (event) => {
      budget.countLocalActivity();
      await publish(system, input, event);
    },
    receive: async (subscriptions, listener) => {
      await beforeWait(true);
      return cancellable(() => listeners.next(subscriptions, listener));
    },
    runWorkflow: async (call) => {
      await beforeWait(true);
      return runSubflow(call, input, system, latest);
    },
    scope: <T>(body: (inner: Host) => Promise<T>): CancelScope<T> => {
      const scope = new CancellationScope();
      return { result: scope.run(() => body(host)), cancel: () => scope.cancel() };
    },
    // A seal is a local activity: what begins after it is another turn of the sandbox, which may take 5 s.
    pause: () => CancellationScope.nonCancellable(() => journal.seal()),
    isCancelled: () => CancellationScope.current().consideredCancelled,
    record: (event: RunEventBody) => {
      journal.record(event);
      listeners.noteEvent(event);
    },
    shouldCheckpoint: () => budget.isSpent(),
  };
  return host;
}

/** Equal for every attempt of a step, whether Temporal repeats it or the document does (ADR 3). */
function keyOf({ tenantId, runId }: Pick<RunDocumentInput, "tenantId" | "runId">, step: string): string {
  return `${tenantId}/${runId}${step}`;
}

/** Runs what waits in the present scope; its cancellation becomes the engine's. */
async function cancellable<T>(wait: () => Promise<T>): Promise<T> {
  try {
    return await wait();
  } catch (error) {
    throw isCancellation(error) ? new Cancelled() : error;
  }
}

/** An event that breaks the gateway's rules is the document's mistake. */
async function publish(
  system: SystemActivities,
  { tenantId, runId }: Pick<RunDocumentInput, "tenantId" | "runId">,
  event: CloudEvent,
): Promise<void> {
  try {
    await system.publishEvent({ tenantId, runId, event });
  } catch (error) {
    if (isCancellation(error)) throw new Cancelled();
    const failure = refusalIn(error);
    if (failure?.type !== EVENT_REFUSED) throw error;
    throw refusedEvent(failure.message);
  }
}

async function runSubflow(
  call: SubflowCall,
  parent: Pick<RunDocumentInput, "tenantId" | "runId">,
  system: SystemActivities,
  latest: Map<string, string>,
): Promise<Json> {
  const name = `${call.namespace}/${call.name}`;
  const pinned = call.version === "latest" ? latest.get(name) : undefined;
  try {
    const child = await system.resolveSubflow({
      ...(pinned === undefined ? {} : { versionId: pinned }),
      tenantId: parent.tenantId,
      parentRunId: parent.runId,
      parent: { task: call.execution.task, execution: call.execution.execution },
      namespace: call.namespace,
      name: call.name,
      version: call.version,
      input: call.input,
      // A run that has ended stays ended, so that each attempt is a run of its own.
      idempotencyKey: `${keyOf(parent, call.step)}${call.execution.attempt === 1 ? "" : `@${call.execution.attempt}`}`,
    });
    if (call.version === "latest" && !latest.has(name)) latest.set(name, child.versionId);
    const options = {
      workflowId: temporalWorkflowId(child.tenantId, child.runId),
      args: [child],
      parentClosePolicy: call.wait ? ParentClosePolicy.REQUEST_CANCEL : ParentClosePolicy.ABANDON,
    };
    if (!call.wait) {
      await startChild(RUN_DOCUMENT_WORKFLOW, options);
      return null;
    }
    const outcome = (await executeChild(RUN_DOCUMENT_WORKFLOW, options)) as { readonly output: Json };
    return outcome.output;
  } catch (error) {
    throw translateSubflow(error, name);
  }
}

function translateSubflow(error: unknown, name: string): unknown {
  if (isCancellation(error)) {
    if (CancellationScope.current().consideredCancelled) return new Cancelled();
    // Nobody has cancelled this run: somebody has cancelled that one.
    return standardFault("runtime", `The run of ${name} was cancelled.`, { title: "subflow_cancelled" });
  }
  const cause = error instanceof ChildWorkflowFailure ? error.cause : undefined;
  if (cause instanceof ApplicationFailure && cause.type === WORKFLOW_FAULT) {
    return new WorkflowFault(cause.details?.[0] as WorkflowError);
  }
  const refusal = refusalIn(error);
  const type = Object.keys(SUBFLOW_REFUSALS).find((known): known is SubflowRefusal => known === refusal?.type);
  if (refusal === undefined || type === undefined) return error;
  const { kind, title } = SUBFLOW_REFUSALS[type];
  return standardFault(kind, refusal.message, { title });
}

/** What a system activity refused with: a local one rejects with the failure itself, any other with it as the cause. */
function refusalIn(error: unknown): ApplicationFailure | undefined {
  if (error instanceof ApplicationFailure) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}
