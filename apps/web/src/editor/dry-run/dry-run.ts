// A run of a document in memory, for the page: side effects are mocked, time is virtual, pinned tasks are not run. Pure, so that
// the worker and the tests share it. The invariant: the same plan gives the same result, and every plan ends.

import { durationMs, runWorkflow, type CloudEvent } from "@ironweave/engine";
import { createMemoryHost, type MemoryHost } from "@ironweave/engine/memory-host";
import { mockedActions, type Mock, type SentEvent } from "@ironweave/engine/testing";
import type { Json } from "@ironweave/jq";
import type { Reference } from "@ironweave/schema";
import type { RunEvent, TaskExecution, WorkflowError } from "@ironweave/schema/run";
import { pinOutputs } from "./pin-outputs.ts";
import { replayCalls, type RecordedCalls, type UnansweredCall } from "./recorded-calls.ts";

/** Everything that a dry run depends on. */
export interface DryRunPlan {
  readonly document: Json;
  readonly input: Json;
  /** By task reference or name. */
  readonly mocks: Readonly<Record<string, Mock>>;
  readonly events: readonly SentEvent[];
  /** Outputs of tasks that are not to run. */
  readonly pins: Readonly<Record<Reference, Json>>;
  /** Answers of a past run, for tasks without a mock. */
  readonly recorded?: RecordedCalls;
  /** Tasks that may begin before the run is stopped. @default 5000 */
  readonly maxExecutions?: number;
}

/** What a task asked of the outside; secrets are not put in. */
export interface DryRunCall {
  readonly execution: number;
  readonly action: string;
  readonly arguments: Json;
  /** Absent where it was answered with an error, or not at all. */
  readonly answer?: Json;
}

/** How it ended: `waiting` for an event that is not among the plan's, `stopped` by the budget. */
export type DryRunEnd =
  | { readonly type: "completed"; readonly output: Json }
  | { readonly type: "faulted"; readonly error: WorkflowError }
  | { readonly type: "waiting" }
  | { readonly type: "stopped"; readonly executions: number };

/** The journal and what stood beside it. */
export interface DryRunResult {
  readonly events: readonly RunEvent[];
  readonly calls: readonly DryRunCall[];
  readonly emitted: readonly CloudEvent[];
  /** Calls that neither a mock nor the past run has answered; empty where none is replayed. */
  readonly unanswered: readonly UnansweredCall[];
  readonly end: DryRunEnd;
}

/** The run's id in a dry run, as in a test: mocked events may name it. */
const RUN_ID = "test";

/** The result of the plan. Rejects only for a bug of the engine. */
export async function dryRun(plan: DryRunPlan): Promise<DryRunResult> {
  const maxExecutions = plan.maxExecutions ?? 5000;
  const mocked = mockedActions(plan.mocks, { beyondLast: "repeat" });
  const replay = replayCalls(plan.recorded ?? {});
  const replayed = (execution: TaskExecution): Promise<Json> | undefined => {
    const isMocked = [execution.task, execution.name].some((key) => Object.hasOwn(plan.mocks, key));
    return isMocked || plan.recorded === undefined ? undefined : replay.take(execution);
  };
  const calls: DryRunCall[] = [];
  const noted = (call: DryRunCall, answered: Promise<Json>): Promise<Json> => {
    const at = calls.push(call) - 1;
    return answered.then((answer) => {
      calls[at] = { ...call, answer };
      return answer;
    });
  };
  let over = false;
  let stuckAfter: number | undefined;
  const host: MemoryHost = createMemoryHost({
    actions: (call, { sleep }) => {
      const { execution } = call.execution;
      return noted(
        { execution, action: call.action, arguments: call.arguments },
        replayed(call.execution) ?? mocked.perform(call, sleep),
      );
    },
    workflows: ({ execution, namespace, name, version, input, wait }) => {
      const args = { namespace, name, version, input, await: wait };
      const call = { execution: execution.execution, action: "workflow", arguments: args };
      return noted(call, replayed(execution) ?? mocked.performWorkflow(execution, args));
    },
    onStuck: () => {
      if (over || stuckAfter !== undefined) return;
      stuckAfter = host.events.length;
      host.cancel();
    },
  });
  for (const [index, { event, after }] of plan.events.entries()) {
    const sent = { specversion: "1.0", id: `event-${index + 1}`, source: "dry-run", ...event };
    const delayMs = after === undefined ? 0 : (durationMs(after) ?? 0);
    if (delayMs === 0) host.deliver(sent);
    else host.after(delayMs, () => host.deliver(sent));
  }
  const document = pinOutputs(plan.document, plan.pins);
  const outcome = await runWorkflow({ document, input: plan.input, host, run: { id: RUN_ID }, maxExecutions });
  over = true;
  const begun = host.events.filter(({ type }) => type === "task.started" || type === "task.skipped").length;
  const journal = {
    events: host.events.slice(0, stuckAfter),
    calls,
    emitted: host.published,
    unanswered: replay.unanswered,
  };
  if (outcome.status === "completed") return { ...journal, end: { type: "completed", output: outcome.output } };
  if (stuckAfter !== undefined) return { ...journal, end: { type: "waiting" } };
  if (outcome.status !== "faulted") throw new Error(`a dry run ended as ${outcome.status}`);
  if (begun >= maxExecutions) return { ...journal, end: { type: "stopped", executions: begun } };
  return { ...journal, end: { type: "faulted", error: outcome.error } };
}
