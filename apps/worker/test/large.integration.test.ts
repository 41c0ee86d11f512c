// Long and large documents on a real Temporal server. The sizes of every test run are moderate; `IRONWEAVE_LARGE=full` gives the
// sizes of docs/reliability.md (a document of 5,000 tasks, 100,000 iterations, 1,000 branches).

import { env } from "node:process";
import { DELIVER_EVENT_SIGNAL } from "@ironweave/schema/run";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDocument } from "./support/test-document.ts";
import { startTestTemporal, startTestWorker } from "./support/test-worker.ts";
import type { RunReport, TestRun, TestWorker } from "./support/test-worker.ts";

const isFull = env["IRONWEAVE_LARGE"] === "full";
const TASKS = isFull ? 5_000 : 1_000;
const ITEMS = isFull ? 100_000 : 3_000;
const SIDE_BY_SIDE = isFull ? 5_000 : 500;
const BRANCHES = isFull ? 1_000 : 100;
const TIMEOUT_MS = isFull ? 1_800_000 : 120_000;

const LISTEN = { to: { one: { with: { type: "sign" } } } };
const add = { set: { n: "${ (.n // 0) + 1 }" } };

describe("long and large", () => {
  let worker: TestWorker;

  beforeAll(async () => {
    worker = await startTestWorker();
  }, 60_000);
  afterAll(() => worker?.[Symbol.asyncDispose]());

  /** Runs it, says what it took, and checks that the journal has no gap. */
  async function measured(name: string, tasks: readonly object[]): Promise<RunReport> {
    const began = Date.now();
    const run = await worker.start(testDocument(tasks));
    await run.handle.result().catch(() => undefined);
    const report = worker.report(run);
    const description = await run.handle.describe();
    console.log(
      `[large] ${name}: ${((Date.now() - began) / 1000).toFixed(1)} s, ${report.events.length} events in the journal, ${description.historyLength} in the last history`,
    );
    expect(report.events.map(({ seq }) => seq)).toEqual(report.events.map((_, index) => index + 1));
    return report;
  }

  it(
    `a document of ${TASKS} tasks runs to its end`,
    async () => {
      const tasks = Array.from({ length: TASKS }, (_, index) => ({ [`t${index}`]: add }));
      const { status, output, error } = await measured(`${TASKS} tasks`, tasks);
      expect({ status, output, error }).toEqual({ status: "completed", output: { n: TASKS }, error: undefined });
    },
    TIMEOUT_MS,
  );

  it(
    `a loop over ${ITEMS} items ends with what every iteration added`,
    async () => {
      const loop = { for: { each: "item", in: `\${ [range(${ITEMS})] }` }, do: [{ add }] };
      const { status, output, error } = await measured(`for over ${ITEMS}`, [{ loop }]);
      expect({ status, output, error }).toEqual({ status: "completed", output: { n: ITEMS }, error: undefined });
    },
    TIMEOUT_MS,
  );

  it(
    `a fork of ${BRANCHES} branches that wait gives their outputs in order`,
    async () => {
      const branches = Array.from({ length: BRANCHES }, (_, index) => ({
        [`b${index}`]: { do: [{ rest: { wait: { milliseconds: 20 } } }, { give: { set: { at: index } } }] },
      }));
      const { status, output, error } = await measured(`fork of ${BRANCHES}`, [{ wide: { fork: { branches } } }]);
      expect({ status, error }).toEqual({ status: "completed", error: undefined });
      expect(output).toEqual(branches.map((_, at) => ({ at })));
    },
    TIMEOUT_MS,
  );

  it(
    `a loop over ${SIDE_BY_SIDE} items, fifty at a time, gives every output in order`,
    async () => {
      const loop = {
        for: { each: "item", in: `\${ [range(${SIDE_BY_SIDE})] }` },
        do: [{ rest: { wait: { milliseconds: 5 } } }, { give: { set: { at: "${ $item }" } } }],
        metadata: { ironweave: { concurrency: 50 } },
      };
      const { status, output, error } = await measured(`for over ${SIDE_BY_SIDE}, 50 at a time`, [{ loop }]);
      expect({ status, error }).toEqual({ status: "completed", error: undefined });
      expect(output).toEqual(Array.from({ length: SIDE_BY_SIDE }, (_, at) => ({ at })));
    },
    TIMEOUT_MS,
  );
});

describe("a wait of a year", () => {
  it("is one timer of Temporal's, which outlives the worker; another worker goes on with the run", async () => {
    const temporal = await startTestTemporal();
    try {
      const document = testDocument([
        {
          either: {
            fork: { compete: true, branches: [{ year: { wait: "P365D" } }, { sign: { listen: LISTEN } }] },
          },
        },
      ]);
      const first = await startTestWorker({ temporal });
      const run = await first.start(document);
      await expect.poll(() => timersOf(run), { timeout: 30_000 }).toEqual([31_536_000]);
      await first[Symbol.asyncDispose]();

      await using second = await startTestWorker({ temporal, taskQueue: first.taskQueue });
      const handle = second.client.workflow.getHandle(run.handle.workflowId);
      await handle.signal(DELIVER_EVENT_SIGNAL, { specversion: "1.0", id: "1", source: "test", type: "sign", data: 7 });
      expect(await handle.result()).toEqual({ output: [7] });
    } finally {
      await temporal.stop();
    }
  }, 120_000);
});

/** Seconds of the timers that the run has started. */
async function timersOf({ handle }: TestRun): Promise<readonly number[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap(({ timerStartedEventAttributes: timer }) =>
    timer === null || timer === undefined ? [] : [Number(timer.startToFireTimeout?.seconds)],
  );
}
