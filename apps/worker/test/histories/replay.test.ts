// [law 7] Histories that earlier versions made must replay. A failure here means that runs under way would get stuck by an
// upgrade: change the workflow so that old histories still fit (Temporal's `patched`), do not record again.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DefaultLogger, Runtime, Worker } from "@temporalio/worker";
import type { WorkflowBundleWithSourceMap } from "@temporalio/worker";
import { beforeAll, describe, expect, it } from "vitest";
import { journalSinks } from "../../src/create-worker.ts";
import { JournalBuffer } from "../../src/journal-buffer.ts";
import { bundleWorkflows } from "../../src/workflow-bundle.ts";
import { RECORDED_DOCUMENTS } from "./documents.ts";

const fileOf = (name: string): string => fileURLToPath(new URL(`./${name}.json`, import.meta.url));
const written: number[] = [];
const buffer = new JournalBuffer({
  store: {
    append: (_tenantId, _runId, events) => Promise.resolve(void written.push(events.length)),
    isComplete: () => Promise.resolve(true),
  },
  onError: () => undefined,
});

describe("a saved history replays", () => {
  let bundle: WorkflowBundleWithSourceMap;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger("ERROR") });
    bundle = await bundleWorkflows(new DefaultLogger("ERROR"));
  }, 120_000);

  it.each(RECORDED_DOCUMENTS.map(({ name }) => name))("%s", async (name) => {
    expect(existsSync(fileOf(name)), `${name} was never recorded`).toBe(true);
    const history: unknown = JSON.parse(readFileSync(fileOf(name), "utf8"));
    await Worker.runReplayHistory({ workflowBundle: bundle, sinks: journalSinks(buffer) }, history);
    expect(written).toEqual([]);
  });

  it("a history that does not fit fails", async () => {
    const text = readFileSync(fileOf("calls"), "utf8").replaceAll('"name": "http"', '"name": "other"');
    await expect(Worker.runReplayHistory({ workflowBundle: bundle }, JSON.parse(text))).rejects.toThrow(
      /nondeterminism/i,
    );
  });
});
