// [R8] Programs of a run on Temporal, in a real container engine: their results, and that cancelling the run or the end of a
// task's time ends them.

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  importImage,
  missingForImages,
  startTestEngine,
} from "../../../packages/actions/src/testing/container-engine.ts";
import type { TestEngine } from "../../../packages/actions/src/testing/container-engine.ts";
import { testDocument } from "./support/test-document.ts";
import { startTestWorker } from "./support/test-worker.ts";
import type { TestWorker } from "./support/test-worker.ts";

const started = missingForImages() ?? (await startTestEngine());
if (typeof started === "string") console.warn(`SKIPPED: programs of runs are not tested: ${started}`);
const IMAGE = "ironweave-test/busybox";

describe.skipIf(typeof started === "string")("programs on Temporal", () => {
  const engine = started as TestEngine;
  let worker: TestWorker;
  const shell = (command: string, rest: object = {}): object => ({ run: { shell: { command }, ...rest } });
  const left = (): string => engine.docker("ps", "--all", "--quiet", "--filter=label=ironweave=1").trim();

  beforeAll(async () => {
    importImage(engine, IMAGE);
    const containers = { images: { shell: IMAGE }, ...(engine.host === undefined ? {} : { engineHost: engine.host }) };
    worker = await startTestWorker({ actions: { containers } });
  });

  afterEach(async () => {
    await expect.poll(left, { timeout: 15_000, interval: 200 }).toBe("");
  });

  afterAll(async () => {
    await worker[Symbol.asyncDispose]();
    await engine.stop();
  });

  it("gives what they print to the next step", async () => {
    const document = testDocument([
      { a: shell("echo 20; echo 22") },
      { b: { set: { sum: '${ split("\\n") | map(select(. != "") | tonumber) | add }' } } },
    ]);
    const { status, output } = await worker.run(document);
    expect({ status, output }).toEqual({ status: "completed", output: { sum: 42 } });
  });

  it("does not repeat one that failed unless the document says so", async () => {
    const once = await worker.run(testDocument([{ a: shell("exit 3") }]));
    const retry = { delay: { milliseconds: 1 }, limit: { attempt: { count: 2 } } };
    const again = await worker.run(testDocument([{ t: { try: [{ a: shell("exit 3") }], catch: { retry } } }]));
    const starts = (tasks: readonly string[]): number => tasks.filter((name) => name === "a").length;
    const failed = expect.objectContaining({ title: "process_failed" }) as unknown;
    expect([once.error, starts(once.tasks), again.error, starts(again.tasks)]).toEqual([failed, 1, failed, 3]);
  });

  it("ends one whose run is cancelled", async () => {
    const run = await worker.start(testDocument([{ a: shell("trap '' TERM; sleep 600") }]));
    await expect.poll(left, { timeout: 20_000, interval: 200 }).not.toBe("");
    await run.handle.cancel();
    await expect(run.handle.result()).rejects.toThrow(/cancelled/i);
    expect(worker.report(run).status).toBe("cancelled");
  });

  it("ends one whose task has no time left", async () => {
    const { error } = await worker.run(
      testDocument([{ a: { ...shell("trap '' TERM; sleep 600"), timeout: { after: { seconds: 2 } } } }]),
    );
    expect(error).toMatchObject({ status: 408 });
  });

  it("waits for none that is not to be waited for", async () => {
    const { status, output } = await worker.run(testDocument([{ a: shell("sleep 3", { await: false }) }]), { n: 1 });
    expect({ status, output, running: left() !== "" }).toEqual({
      status: "completed",
      output: { n: 1 },
      running: true,
    });
  });
});
