// Everything a crash test needs at once: database, Temporal server, worker process, client, and runs of a known document.

import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, createPayloadCodec, newId, readRunEvents } from "@ironweave/db";
import type { Database } from "@ironweave/db";
import { startTestDatabase } from "@ironweave/db/testing";
import { RUN_DOCUMENT_WORKFLOW, temporalWorkflowId } from "@ironweave/schema/run";
import type { RunDocumentInput, RunEvent } from "@ironweave/schema/run";
import { Client, Connection } from "@temporalio/client";
import { freePort } from "../../../../scripts/stack/free-port.ts";
import type { Temporal } from "../../../../scripts/stack/temporal.ts";
import type { Invocation } from "./check-nothing-lost.ts";
import { startTestTemporal } from "./test-worker.ts";
import { testDocument } from "./test-document.ts";
import { startWorkerProcess } from "./worker-process.ts";
import type { WorkerProcess } from "./worker-process.ts";

export interface CrashLab extends AsyncDisposable {
  readonly worker: WorkerProcess;
  /** Starts a run that posts to each step of the effect server, one after the other. */
  start(effectUrl: string, stepCount: number): Promise<Invocation>;
  /** Resolves when the journal has its last event; rejects after `timeoutMs`. */
  ended(invocation: Invocation, timeoutMs: number): Promise<void>;
  journals(): Promise<ReadonlyMap<string, readonly RunEvent[]>>;
  /** Kills Temporal and starts it again on the same store and port. */
  killTemporal(): Promise<void>;
}

const READ_LIMIT = 5_000;

export async function startCrashLab(): Promise<CrashLab> {
  const folder = mkdtempSync(join(tmpdir(), "ironweave-crash-"));
  chmodSync(folder, 0o755);
  const postgres = await startTestDatabase();
  const db = createDatabase({ url: postgres.url });
  const port = await freePort();
  let temporal: Temporal = await startTestTemporal(port, folder);
  const taskQueue = `crash-${randomUUID()}`;
  const worker = await startWorkerProcess({
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    taskQueue,
    folder,
  });
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, dataConverter: { payloadCodecs: [createPayloadCodec(db)] } });
  const tenantId = randomUUID();
  const { workflowId, versionId } = await createWorkflow(db, tenantId);

  const eventsOf = (runId: string): Promise<readonly RunEvent[]> =>
    readRunEvents(db, { tenantId, runId, after: 0, limit: READ_LIMIT });

  return {
    worker,
    start: async (effectUrl, stepCount) => {
      const runId = newId();
      const steps = Array.from({ length: stepCount }, (_, index) => `step${index + 1}`);
      await db.tenant(tenantId, (tx) =>
        tx.run.create({ data: { id: runId, tenantId, workflowId, versionId, input: {}, requestHash: "-" } }),
      );
      const input: RunDocumentInput = {
        tenantId,
        namespace: "default",
        workflowName: "crash",
        runId,
        versionId,
        definitionHash: "-",
        document: testDocument(steps.map((step) => effectTask(step, effectUrl))),
        input: {},
      };
      await client.workflow.start(RUN_DOCUMENT_WORKFLOW, {
        taskQueue,
        workflowId: temporalWorkflowId(tenantId, runId),
        args: [input],
      });
      return { tenantId, runId, steps };
    },
    ended: async ({ runId }, timeoutMs) => {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const last = (await eventsOf(runId)).at(-1);
        if (last !== undefined && /^workflow\.(completed|faulted|cancelled)$/.test(last.type)) return;
        if (Date.now() > deadline)
          throw new Error(`run ${runId} did not end: ${last?.type ?? "no event"} ${last?.seq}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    journals: async () => {
      const runs = await db.tenant(tenantId, (tx) => tx.run.findMany({ select: { id: true } }));
      return new Map(await Promise.all(runs.map(async ({ id }) => [id, await eventsOf(id)] as const)));
    },
    killTemporal: async () => {
      await temporal.child.kill();
      temporal = await startTestTemporal(port, folder);
    },
    [Symbol.asyncDispose]: async () => {
      await worker[Symbol.asyncDispose]();
      await connection.close();
      await temporal.child.kill();
      await db.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function effectTask(step: string, effectUrl: string): object {
  return { [step]: { call: "http", with: { method: "post", endpoint: { uri: `${effectUrl}/${step}` } } } };
}

async function createWorkflow(
  db: Database,
  tenantId: string,
): Promise<{ readonly workflowId: string; readonly versionId: string }> {
  const [namespaceId, workflowId, versionId] = [newId(), newId(), newId()];
  await db.tenant(tenantId, async (tx) => {
    await tx.tenant.create({ data: { id: tenantId, name: "Crash" } });
    await tx.namespace.create({ data: { id: namespaceId, tenantId, name: "default" } });
    await tx.workflow.create({ data: { id: workflowId, tenantId, namespaceId, name: "crash", draftText: "" } });
    await tx.workflowVersion.create({
      data: { id: versionId, tenantId, workflowId, number: 1, text: "", hash: "0".repeat(64) },
    });
  });
  return { workflowId, versionId };
}
