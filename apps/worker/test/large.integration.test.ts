// Long and large documents on a real Temporal server. The sizes of every test run are moderate; `IRONWEAVE_LARGE=full` gives the
// sizes of docs/reliability.md (a document of 5,000 tasks, 100,000 iterations, 1,000 branches).

import { env } from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDocument } from "./support/test-document.ts";
import { startTestWorker } from "./support/test-worker.ts";
import type { RunReport, TestWorker } from "./support/test-worker.ts";

const isFull = env["IRONWEAVE_LARGE"] === "full";
const TASKS = isFull ? 5_000 : 1_000;
const ITEMS = isFull ? 100_000 : 3_000;
const BRANCHES = isFull ? 1_000 : 100;
const TIMEOUT_MS = isFull ? 1_800_000 : 120_000;

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
});
