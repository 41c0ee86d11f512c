// A real worker process, as production runs it, that a test may kill at any moment.

import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startChild, waitUntilReady } from "../../../../scripts/stack/child.ts";
import type { Child } from "../../../../scripts/stack/child.ts";
import { freePort } from "../../../../scripts/stack/free-port.ts";
import { nodeProgram, projectRoot } from "../../../../scripts/stack/project.ts";

export interface WorkerProcess extends AsyncDisposable {
  /** Kills the present process with SIGKILL and starts the next one; resolves when it is being started. */
  killAndRespawn(): Promise<void>;
  /** Resolves when the present process polls. */
  ready(): Promise<void>;
}

export interface WorkerProcessOptions {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly taskQueue: string;
  readonly folder: string;
}

export async function startWorkerProcess(options: WorkerProcessOptions): Promise<WorkerProcess> {
  let port = 0;
  const spawn = async (): Promise<Child> => {
    port = await freePort();
    return startChild({
      name: "worker",
      command: nodeProgram(),
      args: ["apps/worker/src/main.ts"],
      cwd: projectRoot,
      env: {
        PATH: process.env["PATH"],

        DATABASE_URL: options.databaseUrl,
        TEMPORAL_ADDRESS: options.temporalAddress,
        IRONWEAVE_TASK_QUEUE: options.taskQueue,
        IRONWEAVE_EGRESS_ALLOW: "127.0.0.0/8",
        IRONWEAVE_HEALTH_PORT: String(port),
      },
      logFile: join(options.folder, "worker.log"),
    });
  };
  let child = await spawn();
  const ready = (): Promise<void> => waitUntilReady(child, () => isHealthy(port), 60_000);
  await ready();
  return {
    ready,
    killAndRespawn: async () => {
      await child.kill();
      // A supervisor takes a moment.
      await delay(50);
      child = await spawn();
    },
    [Symbol.asyncDispose]: () => child.stop(10_000),
  };
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
  } catch {
    return false;
  }
}
