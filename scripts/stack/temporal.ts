// Starts a local Temporal development server with a file store, tuned as the facts page measured:
// without the poll rates each workflow task waits up to 50 ms and each timer about a second.

import { chmodSync, existsSync, readFileSync, rmSync } from "node:fs";
import { Connection } from "@temporalio/client";
import { startChild, waitUntilReady } from "./child.ts";
import type { Child } from "./child.ts";
import { freePort } from "./free-port.ts";
import { projectRoot } from "./project.ts";

const DYNAMIC_CONFIG = [
  "history.transferProcessorMaxPollRPS=1000",
  "history.timerProcessorMaxPollRPS=1000",
  'history.timerProcessorMaxTimeShift="10ms"',
  // By default an execution may continue as new only a second after it began, which a long loop would wait for each time.
  'history.continueAsNewMinInterval="1ms"',
  // A burst of parallel branches must not be slowed down by the limits that protect shared clusters.
  "frontend.namespaceRPS=20000",
  "frontend.rps=20000",
];

export interface TemporalOptions {
  readonly program: string;
  /** The store's file; in memory when absent. */
  readonly databaseFile?: string;
  readonly logFile: string;
  /** @default one that is free */
  readonly port?: number;
}

export interface Temporal {
  /** `host:port` for clients and workers. */
  readonly address: string;
  readonly child: Child;
  stop(): Promise<void>;
}

/** The server picks ports of its own, and two that start at once may pick the same; a new store is rarely read too early. */
const PASSING_TROUBLE = /address already in use|no such table/;
const START_ATTEMPTS = 3;

/** Starts the server and resolves when it answers. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const { databaseFile, logFile } = options;
  const isNewStore = databaseFile !== undefined && !existsSync(databaseFile);
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(options);
    } catch (error) {
      if (attempt === START_ATTEMPTS || !PASSING_TROUBLE.test(readFileSync(logFile, "utf8"))) throw error;
      // A store that this very start began to make is half made.
      if (isNewStore) for (const suffix of ["", "-wal", "-shm"]) rmSync(databaseFile + suffix, { force: true });
    }
  }
}

async function startOnce(options: TemporalOptions): Promise<Temporal> {
  const port = options.port ?? (await freePort());
  const store = options.databaseFile === undefined ? [] : ["--db-filename", options.databaseFile];
  const pragmas = options.databaseFile === undefined ? [] : ["journal_mode=wal", "synchronous=1"];
  const child = await startChild({
    name: "temporal",
    command: options.program,
    args: [
      ["server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", String(port)],
      ["--log-level", "error", "--log-format", "json"],
      store,
      pragmas.flatMap((pragma) => ["--sqlite-pragma", pragma]),
      DYNAMIC_CONFIG.flatMap((line) => ["--dynamic-config-value", line]),
    ].flat(),
    cwd: projectRoot,
    env: { NODE_ENV: "production", PATH: process.env["PATH"], HOME: process.env["HOME"] },
    logFile: options.logFile,
    stopSignal: "SIGINT",
  });
  await waitUntilReady(child, () => isTemporalReady(`127.0.0.1:${port}`), 60_000).catch(async (error: unknown) => {
    await child.kill();
    throw error;
  });
  // Only now: the server takes a store that is there already, though empty, for one that it need not set up.
  if (options.databaseFile !== undefined) keepPrivate(options.databaseFile);
  return { address: `127.0.0.1:${port}`, child, stop: () => child.stop() };
}

/** True when the server answers for the namespace. */
export async function isTemporalReady(address: string, namespace = "default"): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2_000 });
    await connection.withDeadline(Date.now() + 2_000, () =>
      (connection as Connection).workflowService.describeNamespace({ namespace }),
    );
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}

// Inputs and outputs of runs are in there: readable by its owner only. Only afterwards: the server makes its tables only in a
// file that is not there yet.
function keepPrivate(file: string): void {
  for (const each of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(each)) chmodSync(each, 0o600);
}
