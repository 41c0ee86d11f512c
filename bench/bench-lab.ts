// Servers and workers of the benchmark: everything real, everything its own, stopped at the end.

import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createHttpClient } from "@ironweave/actions";
import { createDatabase, createPayloadCodec, newId } from "@ironweave/db";
import { startTestDatabase } from "@ironweave/db/testing";
import type { Json } from "@ironweave/jq";
import { RUN_DOCUMENT_WORKFLOW, temporalWorkflowId } from "@ironweave/schema/run";
import { Client, Connection } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime, Worker } from "@temporalio/worker";
import { createWorker } from "../apps/worker/src/create-worker.ts";
import { databaseJournal } from "../apps/worker/src/database-stores.ts";
import { JournalBuffer } from "../apps/worker/src/journal-buffer.ts";
import { bundleWorkflows } from "../apps/worker/src/workflow-bundle.ts";
import { findTemporal } from "../scripts/stack/find-temporal.ts";
import { stateFolders } from "../scripts/stack/project.ts";
import { startTemporal } from "../scripts/stack/temporal.ts";

const HAND_WRITTEN_QUEUE = "hand-written";
const IRONWEAVE_QUEUE = "ironweave";

export interface BenchLab extends AsyncDisposable {
  readonly url: string;
  runDocument(document: Json): Promise<void>;
  runByHand(workflow: string, args: readonly unknown[]): Promise<void>;
}

export async function startBenchLab(): Promise<BenchLab> {
  Runtime.install({ logger: new DefaultLogger("ERROR") });
  const folder = mkdtempSync(join(tmpdir(), "ironweave-bench-"));
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const postgres = await startTestDatabase();
  const db = createDatabase({ url: postgres.url });
  const program = await findTemporal({ binFolder: stateFolders().bin, progress: (line) => console.log(line) });
  const temporal = await startTemporal({
    program,
    databaseFile: join(folder, "temporal.db"),
    logFile: join(folder, "temporal.log"),
  });
  const connection = await NativeConnection.connect({ address: temporal.address });
  const http = createHttpClient({ allowHosts: ["127.0.0.0/8"] });
  const codec = createPayloadCodec(db);
  const journal = new JournalBuffer({ store: databaseJournal(db, () => undefined), onError: console.error });
  const workers = [
    await createWorker({
      connection,
      namespace: "default",
      taskQueue: IRONWEAVE_QUEUE,
      bundle: await bundleWorkflows(new DefaultLogger("ERROR")),
      codec,
      deps: {
        http,
        journal,
        secrets: () => Promise.resolve(undefined),
        resolveSubflow: () => Promise.reject(new Error("no sub-workflows in the benchmark")),
      },
    }),
    await Worker.create({
      connection,
      namespace: "default",
      taskQueue: HAND_WRITTEN_QUEUE,
      workflowsPath: fileURLToPath(new URL("./hand-written.ts", import.meta.url)),
      activities: { get: async (url: string): Promise<unknown> => (await fetch(url)).json() },
    }),
  ];
  const running = workers.map((worker) => worker.run());
  const clientConnection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection: clientConnection, dataConverter: { payloadCodecs: [codec] } });

  const tenantId = randomUUID();
  const [namespaceId, workflowId, versionId] = [newId(), newId(), newId()];
  await db.tenant(tenantId, async (tx) => {
    await tx.tenant.create({ data: { id: tenantId, name: "Bench" } });
    await tx.namespace.create({ data: { id: namespaceId, tenantId, name: "default" } });
    await tx.workflow.create({ data: { id: workflowId, tenantId, namespaceId, name: "bench", draftText: "" } });
    await tx.workflowVersion.create({
      data: { id: versionId, tenantId, workflowId, number: 1, text: "", hash: "0".repeat(64) },
    });
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    runDocument: async (document) => {
      const runId = newId();
      await db.tenant(tenantId, (tx) =>
        tx.run.create({ data: { id: runId, tenantId, workflowId, versionId, input: {}, requestHash: "-" } }),
      );
      const names = { namespace: "default", workflowName: "bench", versionId, definitionHash: "-" };
      await client.workflow.execute(RUN_DOCUMENT_WORKFLOW, {
        taskQueue: IRONWEAVE_QUEUE,
        workflowId: temporalWorkflowId(tenantId, runId),
        args: [{ tenantId, runId, ...names, document, input: {} }],
      });
    },
    runByHand: async (workflow, args) => {
      await client.workflow.execute(workflow, {
        taskQueue: HAND_WRITTEN_QUEUE,
        workflowId: randomUUID(),
        args: [...args],
      });
    },
    [Symbol.asyncDispose]: async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      await clientConnection.close();
      await connection.close();
      await http.close();
      await temporal.child.kill();
      await db.close();
      await postgres.stop();
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
