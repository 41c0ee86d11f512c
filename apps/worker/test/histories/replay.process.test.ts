// [law 7] Histories that earlier versions made must replay. A failure here means that runs under way would get stuck by an
// upgrade: change the workflow so that old histories still fit (Temporal's `patched`), do not record again.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DefaultLogger, Runtime, Worker } from "@temporalio/worker";
import type { WorkflowBundleWithSourceMap } from "@temporalio/worker";
import proto from "@temporalio/proto";
import type { temporal } from "@temporalio/proto";
import { beforeAll, describe, expect, it } from "vitest";
import { journalSinks } from "../../src/create-worker.ts";
import { JournalBuffer } from "../../src/journal-buffer.ts";
import { bundleWorkflows } from "../../src/workflow-bundle.ts";
import { RECORDED_DOCUMENTS } from "./documents.ts";

const fileOf = (name: string): string => fileURLToPath(new URL(`./${name}.json`, import.meta.url));
const readHistory = (name: string): temporal.api.history.v1.IHistory => {
  const { history } = JSON.parse(readFileSync(fileOf(name), "utf8")) as { readonly history: string };
  return proto.temporal.api.history.v1.History.decode(Buffer.from(history, "base64"));
};
const written: number[] = [];
const buffer = new JournalBuffer({
  store: {
    append: (_tenantId, _runId, events) => {
      written.push(events.length);
      return Promise.resolve({ stale: false });
    },
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
    await Worker.runReplayHistory({ workflowBundle: bundle, sinks: journalSinks(buffer) }, readHistory(name));
    expect(written).toEqual([]);
  });

  it("a history that does not fit fails", async () => {
    const other = readHistory("waits");
    const start = readHistory("calls").events?.[0];
    const mixed = { events: [start, ...(other.events ?? []).slice(1)] };
    await expect(Worker.runReplayHistory({ workflowBundle: bundle }, mixed)).rejects.toThrow(/nondeterminism/i);
  });
});
