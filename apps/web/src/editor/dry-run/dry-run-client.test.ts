import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DryRunPlan } from "./dry-run.ts";
import { createDryRunClient, type DryRunAnswer } from "./dry-run-client.ts";

/** Workers that were started, in order; the test answers for them. */
let workers: StubWorker[] = [];

class StubWorker extends EventTarget {
  readonly asked: { readonly id: number; readonly plan: DryRunPlan }[] = [];
  ended = false;
  constructor() {
    super();
    workers.push(this);
  }
  postMessage(message: { readonly id: number; readonly plan: DryRunPlan }): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  begin(): void {
    this.dispatchEvent(new MessageEvent("message", { data: { type: "begun", id: this.asked.at(-1)?.id } }));
  }
  answer(result: unknown): void {
    this.begin();
    this.dispatchEvent(new MessageEvent("message", { data: { type: "ended", id: this.asked.at(-1)?.id, result } }));
  }
}

beforeEach(() => {
  workers = [];
  vi.useFakeTimers();
  vi.stubGlobal("Worker", StubWorker);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const plan = (input: number): DryRunPlan => ({ document: null, input, mocks: {}, events: [], pins: {} });
const RESULT = { events: [], calls: [], emitted: [], end: { type: "waiting" } };

test("of the plans that wait only the newest is sent, and only its answer is told", () => {
  const client = createDryRunClient();
  const told: [number, DryRunAnswer["type"]][] = [];
  for (const input of [1, 2, 3]) client.run(plan(input), ({ type }) => told.push([input, type]));
  workers[0]?.answer(RESULT);
  workers[0]?.answer(RESULT);
  expect(workers.map(({ asked }) => asked.map((each) => each.plan.input))).toEqual([[1, 3]]);
  expect(told).toEqual([[3, "result"]]);
});

test("a plan that takes too long costs the worker its life, and the next one gets a new worker", () => {
  const client = createDryRunClient(1000);
  const told: DryRunAnswer[] = [];
  client.run(plan(1), (answer) => told.push(answer));
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
  workers[0]?.begin();
  vi.advanceTimersByTime(1000);
  client.run(plan(2), (answer) => told.push(answer));
  workers[1]?.answer(RESULT);
  expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  expect(told).toEqual([
    { type: "overdue", afterMs: 1000 },
    { type: "result", result: RESULT },
  ]);
});

test("a worker that breaks is replaced, and after stopping nothing is told", () => {
  const client = createDryRunClient();
  const told: DryRunAnswer[] = [];
  client.run(plan(1), (answer) => told.push(answer));
  workers[0]?.dispatchEvent(new Event("error"));
  client.run(plan(2), (answer) => told.push(answer));
  client.stop();
  workers[1]?.answer(RESULT);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([{ type: "broken" }]);
  expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
});
