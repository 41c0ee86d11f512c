// The engine port over a real Temporal server, without a worker: what the services rely on.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, createPayloadCodec, newId } from "@ironweave/db";
import type { Database } from "@ironweave/db";
import { seedRun, startTestDatabase } from "@ironweave/db/testing";
import type { TestDatabase } from "@ironweave/db/testing";
import type { RunDocumentInput } from "@ironweave/schema/run";
import { Client, Connection } from "@temporalio/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findTemporal } from "../../../../../scripts/stack/find-temporal.ts";
import { stateFolders } from "../../../../../scripts/stack/project.ts";
import { startTemporal } from "../../../../../scripts/stack/temporal.ts";
import type { Temporal } from "../../../../../scripts/stack/temporal.ts";
import { isEngineUnavailable } from "./run-engine.ts";
import type { RunEngine } from "./run-engine.ts";
import { createTemporalEngine } from "./temporal-engine.ts";

let folder: string;
let server: TestDatabase;
let db: Database;
let temporal: Temporal;
let engine: RunEngine;
const tenantId = newId();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ironweave-engine-"));
  server = await startTestDatabase();
  db = createDatabase({ url: server.url });
  await seedRun(db, tenantId);
  const program = await findTemporal({ binFolder: stateFolders().bin, progress: (line) => console.log(line) });
  temporal = await startTemporal({ program, logFile: join(folder, "temporal.log") });
  engine = engineAt(temporal.address);
});
afterAll(async () => {
  await temporal?.stop();
  await db?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function engineAt(address: string): RunEngine {
  return createTemporalEngine({ address, namespace: "default", taskQueue: "test", codec: createPayloadCodec(db) });
}

function runOf(input: string): RunDocumentInput {
  const names = { namespace: "default", workflowName: "w", versionId: newId(), definitionHash: "-" };
  return { tenantId, runId: newId(), ...names, document: {}, input };
}

test("a run is started once, also when it is asked for again, and its state is told", async () => {
  const run = runOf("x");
  expect(await engine.state(tenantId, run.runId)).toBe("gone");
  await Promise.all([engine.start(run), engine.start(run)]);
  await engine.start(run);
  expect(await engine.state(tenantId, run.runId)).toBe("running");
  await engine.cancel(tenantId, run.runId);
  await engine.cancel(tenantId, newId());
  const connection = await Connection.connect({ address: temporal.address });
  await new Client({ connection }).workflow.getHandle(`${tenantId}/${run.runId}`).terminate();
  await connection.close();
  expect(await engine.state(tenantId, run.runId)).toBe("closed");
  // A run that has ended is not started anew.
  await engine.start(run);
  expect(await engine.state(tenantId, run.runId)).toBe("closed");
});

test("[B1] an input of 5 MB goes into a blob, and the history holds a reference", async () => {
  const run = runOf("y".repeat(5 * 1_048_576));
  await engine.start(run);
  const connection = await Connection.connect({ address: temporal.address });
  const handle = new Client({ connection }).workflow.getHandle(`${tenantId}/${run.runId}`);
  const { events } = await handle.fetchHistory();
  await connection.close();
  const payload = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
  expect(payload?.data?.length).toBeLessThan(1_000);
  expect(await db.tenant(tenantId, (tx) => tx.payloadBlob.count())).toBe(1);
});

test("without a worker it is told that nobody takes the work", async () => {
  expect(await engine.hasWorkers()).toBe(false);
});

test("[K2] a server that is not there is told as such within three seconds", async () => {
  const began = Date.now();
  const failed: unknown = await engineAt("127.0.0.1:1")
    .state(tenantId, newId())
    .catch((error: unknown) => error);
  expect(isEngineUnavailable(failed)).toBe(true);
  expect(Date.now() - began).toBeLessThan(3_000);
});
