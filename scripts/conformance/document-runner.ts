// Runs a document on a host and tells how it went. The cases above do not know which host it is.

import { createActions, createHttpClient } from "@ironweave/actions";
import { runWorkflow } from "@ironweave/engine";
import { createMemoryHost } from "@ironweave/engine/memory-host";
import type { Json } from "@ironweave/jq";
import { startTestWorker } from "../../apps/worker/test/support/test-worker.ts";
import type { HostName } from "./outcome.ts";

export interface DocumentReport {
  readonly status: string;
  readonly output?: Json;
  readonly error?: Json;
  readonly tasks: readonly string[];
}

export interface DocumentRunner {
  readonly host: HostName;
  run(document: Json, input: Json): Promise<DocumentReport>;
  close(): Promise<void>;
}

/** The in-memory host with the real actions; requests may reach this machine only. */
export function memoryRunner(): DocumentRunner {
  const http = createHttpClient({ allowHosts: ["127.0.0.0/8"] });
  const actions = createActions();
  return {
    host: "memory",
    async run(document, input) {
      const tasks: string[] = [];
      const host = createMemoryHost({
        async actions(call) {
          const action = actions.get(call.action);
          if (action === undefined) throw new Error(`there is no action ${call.action}`);
          return action.run(call.arguments, {
            signal: AbortSignal.timeout(10_000),
            http,
            idempotencyKey: `conformance/${call.step}`,
            scope: call.scope,
            secret: () => Promise.reject(new Error("conformance cases have no secrets here")),
            log: () => undefined,
            heartbeat: () => undefined,
          });
        },
        onEvent: (event) => {
          if (event.type === "task.started") tasks.push(event.name);
        },
      });
      const outcome = await runWorkflow({ document, input, host, run: { id: "conformance" } });
      return {
        status: outcome.status,
        ...("output" in outcome ? { output: outcome.output } : {}),
        ...("error" in outcome ? { error: { ...outcome.error } } : {}),
        tasks,
      };
    },
    close: () => http.close(),
  };
}

/** A Temporal server and a worker, started for this run. */
export async function temporalRunner(): Promise<DocumentRunner> {
  const worker = await startTestWorker();
  return {
    host: "temporal",
    run: async (document, input) => worker.run(document, input),
    close: async () => worker[Symbol.asyncDispose](),
  };
}
