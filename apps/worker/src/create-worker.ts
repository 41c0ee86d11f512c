// Makes the Temporal worker from its dependencies. Used by the composition root, by tests and by the benchmarks.

import { setFlagsFromString } from "node:v8";
import { NativeConnection, Worker } from "@temporalio/worker";
import type { InjectedSinks, WorkerOptions, WorkflowBundleWithSourceMap } from "@temporalio/worker";
import type { PayloadCodec } from "@temporalio/common";
import { createActivities } from "./activities/create-activities.ts";
import type { Activities, ActivityDeps } from "./activities/create-activities.ts";
import type { JournalBuffer } from "./journal-buffer.ts";
import type { JournalSinks } from "./messages.ts";

const SANDBOX_STACK_FRAMES = 2;

export interface CreateWorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly bundle: WorkflowBundleWithSourceMap;
  readonly deps: ActivityDeps;
  /** Puts others in the place of activities, for tests. @default the worker's own */
  readonly replace?: (own: Activities) => Activities;
  /** Claim check of large payloads; none when absent. */
  readonly codec?: PayloadCodec;
}

/** The sink that feeds the buffer. During replay nothing is sent: it was sent before. */
export function journalSinks(buffer: JournalBuffer): InjectedSinks<JournalSinks> {
  return {
    journal: {
      append: {
        fn: (_info, tenantId, runId, event) => buffer.append(tenantId, runId, event),
        callDuringReplay: false,
      },
    },
  };
}

/** A worker that is ready to `run`. */
export function createWorker(options: CreateWorkerOptions): Promise<Worker> {
  // The SDK takes a stack trace, through source maps, for every promise of the sandbox: most of the time of a long loop. Contexts
  // made from here on (the sandbox's) take few frames; this thread keeps its own limit.
  setFlagsFromString(`--stack-trace-limit=${SANDBOX_STACK_FRAMES}`);
  const own = createActivities(options.deps);
  const workerOptions: WorkerOptions = {
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    workflowBundle: options.bundle,
    activities: options.replace === undefined ? own : options.replace(own),
    sinks: journalSinks(options.deps.journal),
    // A cancelled step learns of it by its heartbeat: seconds matter to the person who pressed the button.
    maxHeartbeatThrottleInterval: "1s",
    defaultHeartbeatThrottleInterval: "1s",
    // After a crash, tasks meant for the dead process's cache go to the others after this time (the SDK's default is 10 s).
    stickyQueueScheduleToStartTimeout: "2s",
    shutdownGraceTime: "5s",
    ...(options.codec === undefined ? {} : { dataConverter: { payloadCodecs: [options.codec] } }),
  };
  return Worker.create(workerOptions);
}
