// Our cases on a Temporal server: a worker in this process whose activities are answered by the case's mocks, with its secrets,
// its events as signals, its cancellation as Temporal's own. Time is real there: `elapsed` is a least time, and where it is long
// the timer is looked at that the server keeps.

import { setTimeout as sleep } from "node:timers/promises";
import { findDescriptor } from "@ironweave/actions/catalog";
import { durationMs } from "@ironweave/engine";
import { expectationMismatches, mockedActions } from "@ironweave/engine/testing";
import type { ConformanceCase, Mismatch, WorkflowTest } from "@ironweave/engine/testing";
import type { Json, JsonObject } from "@ironweave/jq";
import { memberOf } from "@ironweave/schema";
import { DELIVER_EVENT_SIGNAL, endsRun, eventProblem } from "@ironweave/schema/run";
import { ApplicationFailure } from "@temporalio/common";
import type { Activities } from "../../apps/worker/src/activities/create-activities.ts";
import { EVENT_REFUSED } from "../../apps/worker/src/messages.ts";
import { startTestWorker } from "../../apps/worker/test/support/test-worker.ts";
import type { TestRun, TestWorker } from "../../apps/worker/test/support/test-worker.ts";
import { mockedActivity, mockedSubflow } from "./mocked-activities.ts";
import { Registry } from "./registry.ts";

const MAX_RUN_MS = 30_000;
/** A run that has done nothing for so long waits for an event that does not come. */
const QUIET_MS = 1_500;

export interface TemporalCases extends AsyncDisposable {
  /** Runs a case and compares; empty where all is as expected. */
  judge(each: ConformanceCase): Promise<readonly Mismatch[]>;
  /** Starts a case and looks for a timer of that length; the run is ended then. */
  judgeTimer(each: ConformanceCase, timerMs: number): Promise<readonly Mismatch[]>;
}

/** A server and a worker for cases. */
export async function startTemporalCases(): Promise<TemporalCases> {
  const registry = new Registry();
  const worker = await startTestWorker({
    replace: (own) => replaced(own, registry),
    resolveSubflow: (request) => mockedSubflow(registry, request),
    events: {
      publishEvent: async ({ runId, event }) => {
        const problem = eventProblem(event);
        if (problem !== undefined) throw ApplicationFailure.nonRetryable(problem, EVENT_REFUSED);
        const run = await registry.of(runId);
        // As the gateway does: the same event again changes nothing.
        if (run.published.some((known) => isSame(known, event))) return;
        run.published.push(event);
        // The gateway would hand it to whoever listens; here that can only be the run itself.
        void run.send(event);
      },
      announceListener: () => Promise.resolve(),
      removeListener: () => Promise.resolve(),
    },
  });
  return {
    judge: (each) => judge(worker, registry, each),
    judgeTimer: (each, timerMs) => judgeTimer(worker, registry, each, timerMs),
    [Symbol.asyncDispose]: () => worker[Symbol.asyncDispose](),
  };
}

function isSame(a: Json, b: JsonObject): boolean {
  return memberOf(a, "source") === b["source"] && memberOf(a, "id") === b["id"];
}

function replaced(own: Activities, registry: Registry): Activities {
  const mocked = Object.entries(own).flatMap(([name, activity]) => {
    const descriptor = findDescriptor(name);
    return descriptor === undefined ? [] : [[name, mockedActivity(registry, descriptor, activity)] as const];
  });
  return { ...own, ...Object.fromEntries(mocked) };
}

async function judge(worker: TestWorker, registry: Registry, each: ConformanceCase): Promise<readonly Mismatch[]> {
  const { document, test } = each;
  const needsMocks = test.mocks !== undefined || test.secrets !== undefined;
  const mocked = needsMocks ? mockedActions(test.mocks ?? {}, { secrets: test.secrets ?? {} }) : undefined;
  const run = await worker.start(document, test.input ?? null);
  const published: Json[] = [];
  const send = async (event: JsonObject): Promise<void> =>
    run.handle.signal(DELIVER_EVENT_SIGNAL, event).catch(() => undefined);
  const { secrets = {} } = test;
  registry.add(run.input.runId, { document, mocked, secrets, published, send, answers: new Map() });
  const ended = { is: false };
  const begun = async (): Promise<number> => {
    for (;;) {
      const [first] = worker.report(run).events;
      if (first !== undefined || ended.is) return first?.at ?? 0;
      await sleep(10);
    }
  };
  const rest = [sendEvents(test, { send, begun, ended }), cancel(test, run, begun)];
  await end(worker, test, run);
  ended.is = true;
  await Promise.all(rest);
  const report = worker.report(run);
  const last = report.events.findLast((event) => endsRun(event));
  const elapsedMs = (last ?? report.events.at(-1) ?? { at: 0 }).at - (report.events[0]?.at ?? 0);
  const { elapsed, ...expected } = test.expect;
  const least = elapsed === undefined ? 0 : (durationMs(elapsed) ?? 0);
  const mismatches = expectationMismatches(expected, {
    ...(report.output === undefined ? {} : { output: report.output }),
    status: report.status === "unfinished" ? "waiting" : report.status,
    ...(last?.type === "workflow.faulted" ? { error: last.error } : {}),
    path: report.tasks,
    calls: mocked?.seen ?? [],
    events: published,
    elapsedMs,
    refused: mocked?.refused ?? [],
    unknown: [],
    tasks: new Set(),
    branches: new Set(),
  });
  return elapsedMs >= least - 50
    ? mismatches
    : [...mismatches, { path: "elapsed", expected: least, actual: elapsedMs, message: "milliseconds at least" }];
}

async function judgeTimer(
  worker: TestWorker,
  registry: Registry,
  { document, test }: ConformanceCase,
  timerMs: number,
): Promise<readonly Mismatch[]> {
  const run = await worker.start(document, test.input ?? null);
  const mocked = mockedActions(test.mocks ?? {}, { secrets: {} });
  const send = async (): Promise<void> => undefined;
  registry.add(run.input.runId, { document, mocked, secrets: {}, published: [], send, answers: new Map() });
  const untilMs = Date.now() + MAX_RUN_MS;
  let found: readonly number[] = [];
  while (!found.includes(timerMs) && Date.now() < untilMs) {
    const { events } = await run.handle.fetchHistory();
    found = (events ?? []).flatMap(({ timerStartedEventAttributes: timer }) => {
      const { seconds, nanos } = timer?.startToFireTimeout ?? {};
      return timer ? [Number((seconds ?? 0).toString()) * 1_000 + (nanos ?? 0) / 1_000_000] : [];
    });
    await sleep(50);
  }
  await run.handle.terminate("the case is over").catch(() => undefined);
  return found.includes(timerMs) ? [] : [{ path: "timers (ms)", expected: [timerMs], actual: [...found] }];
}

/** `begun` answers when the run's clock began. */
interface EventRoad {
  readonly send: (event: JsonObject) => Promise<void>;
  readonly begun: () => Promise<number>;
  readonly ended: { readonly is: boolean };
}

async function sendEvents({ events = [] }: WorkflowTest, { send, begun, ended }: EventRoad): Promise<void> {
  for (const [index, { event, after }] of events.entries()) {
    if (after !== undefined) await until((await begun()) + (durationMs(after) ?? 0));
    if (!ended.is) await send({ specversion: "1.0", id: `event-${index + 1}`, source: "test", ...event });
  }
}

async function cancel({ cancelAfter }: WorkflowTest, { handle }: TestRun, begun: EventRoad["begun"]): Promise<void> {
  if (cancelAfter === undefined) return;
  await until((await begun()) + (durationMs(cancelAfter) ?? 0));
  await handle.cancel().catch(() => undefined);
}

function until(instant: number): Promise<void> {
  return sleep(Math.max(0, instant - Date.now()));
}

/** Waits for the run's end, or for the quiet of a run that is expected to wait. */
async function end(worker: TestWorker, test: WorkflowTest, run: TestRun): Promise<void> {
  const over = run.handle.result().then(
    () => true,
    () => true,
  );
  const untilMs = Date.now() + MAX_RUN_MS;
  let seen = -1;
  for (;;) {
    const waitMs = test.expect.status === "waiting" ? QUIET_MS : MAX_RUN_MS;
    if (await Promise.race([over, sleep(waitMs, false)])) return;
    const count = worker.report(run).events.length;
    if (count === seen || Date.now() >= untilMs) break;
    seen = count;
  }
  await run.handle.terminate("the case is over").catch(() => undefined);
}
