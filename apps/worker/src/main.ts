// Composition root of the worker process: environment, dependencies, Temporal worker, orderly end.

import { createHttpClient, keepContainersSwept } from "@ironweave/actions";
import { createDatabase, createPayloadCodec, secretKeyFrom } from "@ironweave/db";
import { DefaultLogger, NativeConnection, Runtime } from "@temporalio/worker";
import { createWorker } from "./create-worker.ts";
import { databaseJournal, databaseLogs, databaseSecrets, databaseVariables } from "./database-stores.ts";
import { databaseEvents } from "./database-events.ts";
import { databaseSubflows } from "./database-subflows.ts";
import { readEnv } from "./env.ts";
import { serveHealth } from "./health.ts";
import { JournalBuffer } from "./journal-buffer.ts";
import { logLine } from "./log-line.ts";
import { bundleWorkflows } from "./workflow-bundle.ts";

const env = readEnv();
const logger = new DefaultLogger("WARN", (entry) => {
  const line = logLine(entry);
  if (line !== undefined) process.stdout.write(line);
});
Runtime.install({ logger, shutdownSignals: ["SIGINT", "SIGTERM"] });

await using db = createDatabase({ url: env.databaseUrl });
const journal = new JournalBuffer({
  store: databaseJournal(db, (runId) => logger.warn("events of a run that no longer exists were dropped", { runId })),
  onError: (error) =>
    logger.warn("the journal could not be written; trying again", {
      reason: error instanceof Error ? error.name : "unknown",
    }),
});
const http = createHttpClient({ allowHosts: env.egressAllow });
const connection = await NativeConnection.connect({ address: env.temporalAddress });
const worker = await createWorker({
  connection,
  namespace: env.temporalNamespace,
  taskQueue: env.taskQueue,
  bundle: await bundleWorkflows(logger),
  codec: createPayloadCodec(db),
  deps: {
    http,
    actions: { containers: env.containers, mcp: { images: env.mcpImages } },
    journal,
    secrets: databaseSecrets(db, env.key === undefined ? undefined : secretKeyFrom(env.key)),
    variables: databaseVariables(db),
    logs: databaseLogs(db),
    resolveSubflow: databaseSubflows(db),
    events: databaseEvents(db),
  },
});
const health =
  env.healthPort === undefined ? undefined : await serveHealth(env.healthPort, () => worker.getState() === "RUNNING");
const stopSweeping = keepContainersSwept(env.containers);
try {
  await worker.run();
} finally {
  stopSweeping();
  health?.close();
  await journal.close();
  await http.close();
  await connection.close();
}
