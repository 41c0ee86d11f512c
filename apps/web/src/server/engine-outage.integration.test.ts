// [K2] A real Temporal server dies under starts that come through the API: each accepted start is carried out once it is back.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPayloadCodec } from "@ironweave/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findTemporal } from "../../../../scripts/stack/find-temporal.ts";
import { freePort } from "../../../../scripts/stack/free-port.ts";
import { stateFolders } from "../../../../scripts/stack/project.ts";
import { startTemporal } from "../../../../scripts/stack/temporal.ts";
import type { Temporal } from "../../../../scripts/stack/temporal.ts";
import type { AppDeps } from "./app-deps.ts";
import { createTemporalEngine } from "./engine/temporal-engine.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { reconcileRuns } from "./services/reconcile-runs.ts";
import { createTestApp, definition, ORIGIN } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";

const STARTS = 20;
let folder: string;
let app: TestApp;
let temporal: Temporal;
let deps: AppDeps;

async function startServer(port: number): Promise<Temporal> {
  const program = await findTemporal({ binFolder: stateFolders().bin, progress: (line) => console.log(line) });
  return startTemporal({
    program,
    port,
    databaseFile: join(folder, "temporal.db"),
    logFile: join(folder, "temporal.log"),
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ironweave-outage-"));
  app = await createTestApp();
  temporal = await startServer(await freePort());
  const codec = createPayloadCodec(app.deps.db);
  const engine = createTemporalEngine({ address: temporal.address, namespace: "default", taskQueue: "test", codec });
  deps = { ...app.deps, engine };
});
afterAll(async () => {
  await temporal?.child.kill();
  await app?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function start(workflowId: string, key: string): Promise<{ readonly status: number; readonly runId: string }> {
  const headers = {
    authorization: `Bearer ${app.a.tokens.owner}`,
    "content-type": "application/json",
    "idempotency-key": key,
  };
  const request = new Request(`${ORIGIN}/api/v1/workflows/${workflowId}/runs`, { method: "POST", headers, body: "{}" });
  const answer = await handleRest(deps, request);
  const body = (await answer.json()) as { readonly runId: string };
  return { status: answer.status, runId: body.runId };
}

test("[K2] starts that were accepted before, while and after the server died all reach it, each once", async () => {
  const created = await app.call(app.a.tokens.owner, "POST", "/workflows", definition("outage"));
  const workflowId = String(created.body["id"]);
  const port = Number(temporal.address.split(":").at(-1));
  const starts = Array.from({ length: STARTS }, async (_, index) => {
    await new Promise((resolve) => setTimeout(resolve, index * 25));
    return start(workflowId, `k${index}`);
  });
  await new Promise((resolve) => setTimeout(resolve, (STARTS * 25) / 2));
  process.kill(temporal.child.pid, "SIGKILL");
  const accepted = await Promise.all(starts);
  // Whoever got no answer asks again with the same key; the server is still dead.
  const again = await start(workflowId, `k${STARTS - 1}`);
  expect({ statuses: new Set(accepted.map(({ status }) => status)), again: again.runId }).toEqual({
    statuses: new Set([201]),
    again: accepted.at(-1)?.runId,
  });

  await temporal.child.kill();
  temporal = await startServer(port);
  await expect
    .poll(
      async () => {
        await reconcileRuns(deps, Date.now() + 10_000);
        return Promise.all(accepted.map(({ runId }) => deps.engine.state(app.a.id, runId).catch(() => "away")));
      },
      { timeout: 30_000, interval: 500 },
    )
    .toEqual(accepted.map(() => "running"));
  expect(new Set(accepted.map(({ runId }) => runId)).size).toBe(STARTS);
}, 90_000);
