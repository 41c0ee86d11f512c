// The one workflow: runs a document on the engine. Sandbox code; it only wires (the meaning is the engine's).
// How a run ends for Temporal: completed returns its output, faulted fails with the DSL error, cancelled is cancelled.
// The journal's last event is stored before that, and it is the truth. Any other error fails the workflow task: a bug of
// ours makes the run wait for a fix, it never becomes the document's error.

import { isLargerThan, runWorkflow, standardFault } from "@ironweave/engine";
import type { CloudEvent, WorkflowOutcome } from "@ironweave/engine";
import type { Json } from "@ironweave/jq";
import { DELIVER_EVENT_SIGNAL } from "@ironweave/schema/run";
import type { RunDocumentInput, RunEvent } from "@ironweave/schema/run";
import {
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  continueAsNew,
  defineSignal,
  log,
  proxyLocalActivities,
  proxySinks,
  setHandler,
} from "@temporalio/workflow";
import { PAYLOAD_LIMIT_BYTES } from "../limits.ts";
import { EVENT_REFUSED, SUBFLOW_REFUSALS, WORKFLOW_FAULT } from "../messages.ts";
import type { JournalSinks, SystemActivities } from "../messages.ts";
import { HistoryBudget } from "./history-budget.ts";
import { Inbox } from "./inbox.ts";
import type { InboxState } from "./inbox.ts";
import { Journal } from "./journal.ts";
import { Listeners } from "./listeners.ts";
import { createTemporalHost } from "./temporal-host.ts";

/** What one execution of a run hands to the next. */
export interface Carried {
  /** The engine's frames. */
  readonly frames: Json;
  readonly nextSeq: number;
  readonly inbox: InboxState;
  /** Versions that `latest` stood for, by workflow; absent in executions of before. */
  readonly latest?: Readonly<Record<string, string>>;
}

/** What a completed run returns. */
export interface RunResult {
  readonly output: Json;
}

const deliverEvent = defineSignal<[CloudEvent]>(DELIVER_EVENT_SIGNAL);
const sinks = proxySinks<JournalSinks>();

// Both may be repeated without harm and must not give up: the run waits until the database is back.
const system = proxyLocalActivities<SystemActivities>({
  startToCloseTimeout: 30_000,
  retry: {
    initialInterval: 200,
    backoffCoefficient: 2,
    maximumInterval: 10_000,
    nonRetryableErrorTypes: [...Object.keys(SUBFLOW_REFUSALS), EVENT_REFUSED],
  },
});

export async function runDocument(input: RunDocumentInput, carried?: Carried): Promise<RunResult> {
  const { tenantId, runId } = input;
  const execution = CancellationScope.current();
  const budget = new HistoryBudget();
  const inbox = new Inbox(carried?.inbox);
  setHandler(deliverEvent, (event) => inbox.deliver(event));
  const latest = new Map(Object.entries(carried?.latest ?? {}));
  const journal = new Journal(
    {
      now: () => Date.now(),
      send: (event) => sinks.journal.append(tenantId, runId, event),
      seal: (request) => {
        budget.countLocalActivity();
        return system.sealJournal({ tenantId, runId, ...request });
      },
      onClosed: () => execution.cancel(),
    },
    carried?.nextSeq,
  );
  const listeners = new Listeners({
    inbox,
    announce: async (request) => {
      budget.countLocalActivity();
      await system.announceListener({ tenantId, runId, ...request });
    },
    remove: async (execution) => {
      budget.countLocalActivity();
      await CancellationScope.nonCancellable(() => system.removeListener({ tenantId, runId, execution }));
    },
  });
  const host = createTemporalHost({ input, journal, latest, budget, listeners, system });

  const proceed = async (frames: Json | undefined): Promise<WorkflowOutcome> => {
    const outcome = await runWorkflow({
      document: input.document,
      input: input.input,
      host,
      run: { id: runId },
      ...(frames === undefined ? {} : { resume: frames }),
    });
    const end = outcome.status === "checkpoint" ? checkpointEnd(outcome.frames, journal) : endOf(outcome, journal);
    // Not cancellable: the journal's last event is stored whatever happens to the run.
    await CancellationScope.nonCancellable(() => journal.seal(end.status !== "checkpoint"));
    await CancellationScope.nonCancellable(() => listeners.settled());
    if (journal.closedBy !== undefined) return outcomeOf(journal.closedBy);
    // The next execution would know nothing of a request to cancel that arrived during the seal.
    return end.status === "checkpoint" && execution.consideredCancelled ? proceed(end.frames) : end;
  };

  const end = await proceed(carried?.frames);
  switch (end.status) {
    case "completed":
      return { output: end.output };
    case "faulted":
      log.warn("a run has failed", { ...end.error });
      throw ApplicationFailure.create({
        message: end.error.detail ?? end.error.title ?? end.error.type,
        type: WORKFLOW_FAULT,
        nonRetryable: true,
        details: [end.error],
      });
    case "cancelled":
      throw new CancelledFailure("the run was cancelled");
    case "checkpoint":
      return continueAsNew<typeof runDocument>(input, {
        frames: end.frames,
        nextSeq: journal.nextSeq,
        inbox: inbox.save(),
        latest: Object.fromEntries(latest),
      });
  }
}

/** The outcome that the journal ended with before this execution got there. */
function outcomeOf(event: RunEvent): WorkflowOutcome {
  if (event.type === "workflow.completed") return { status: "completed", output: event.output };
  if (event.type === "workflow.faulted") return { status: "faulted", error: event.error };
  return { status: "cancelled" };
}

/** The outcome as the journal has it: a completion that is too large to be stored is a fault there. */
function endOf(outcome: WorkflowOutcome, journal: Journal): WorkflowOutcome {
  return journal.refusal === undefined ? outcome : { status: "faulted", error: journal.refusal };
}

/** A state that is too large to be handed on ends the run, since it could never be continued. */
function checkpointEnd(frames: Json, journal: Journal): WorkflowOutcome {
  if (!isLargerThan(frames, PAYLOAD_LIMIT_BYTES)) return { status: "checkpoint", frames };
  const detail = "The data that the run holds at once are larger than 16 MiB, so it cannot be continued.";
  const { error } = standardFault("runtime", detail, { title: "payload_too_large", instance: "/do" });
  journal.record({ type: "workflow.faulted", error });
  return { status: "faulted", error };
}
