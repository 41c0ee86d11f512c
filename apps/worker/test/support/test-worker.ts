// A worker in this process over a Temporal server, with the journal in memory: what integration tests run documents on.

import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHttpClient } from "@ironweave/actions";
import type { Json } from "@ironweave/jq";
import { endsRun, RUN_DOCUMENT_WORKFLOW, temporalWorkflowId } from "@ironweave/schema/run";
import type { RunDocumentInput, RunEvent } from "@ironweave/schema/run";
import { Client, Connection } from "@temporalio/client";
import type { WorkflowHandle } from "@temporalio/client";
import type { PayloadCodec } from "@temporalio/common";
import { DefaultLogger, NativeConnection, Runtime } from "@temporalio/worker";
import { findTemporal } from "../../../../scripts/stack/find-temporal.ts";
import { stateFolders } from "../../../../scripts/stack/project.ts";
import { startTemporal } from "../../../../scripts/stack/temporal.ts";
import type { Temporal } from "../../../../scripts/stack/temporal.ts";
import type { ActivityDeps } from "../../src/activities/create-activities.ts";
import { createWorker } from "../../src/create-worker.ts";
import type { CreateWorkerOptions } from "../../src/create-worker.ts";
import { JournalBuffer } from "../../src/journal-buffer.ts";
import type { JournalStore } from "../../src/journal-buffer.ts";
import { bundleWorkflows } from "../../src/workflow-bundle.ts";

export interface TestRun {
  readonly input: RunDocumentInput;
  readonly handle: WorkflowHandle;
}

/** How a run went, as its journal has it. */
export interface RunReport {
  readonly runId: string;
  readonly status: "completed" | "faulted" | "cancelled" | "unfinished";
  readonly output?: Json;
  readonly error?: Json;
  /** Names of the tasks in the order they started. */
  readonly tasks: readonly string[];
  readonly events: readonly RunEvent[];
}

export interface TestWorker extends AsyncDisposable {
  readonly client: Client;
  readonly temporal: Temporal;
  readonly taskQueue: string;
  readonly secrets: Map<string, Json>;
  start(document: Json, input?: Json): Promise<TestRun>;
  /** Starts a run and waits for its end. */
  run(document: Json, input?: Json): Promise<RunReport>;
  report(run: TestRun): RunReport;
}

/** A memory journal that checks what the database would: no gap. */
export function memoryJournal(): { readonly store: JournalStore; readonly events: Map<string, Map<number, RunEvent>> } {
  const events = new Map<string, Map<number, RunEvent>>();
  const of = (runId: string): Map<number, RunEvent> => {
    const rows = events.get(runId) ?? new Map<number, RunEvent>();
    events.set(runId, rows);
    return rows;
  };
  const store: JournalStore = {
    // As the database does it: the later of two events counts, nothing older lies behind, and the end is the end.
    append: async (_tenantId, runId, batch, sealed) => {
      const rows = of(runId);
      const end = [...rows.values()].find((event) => endsRun(event));
      const first = batch[0];
      const before = first === undefined ? undefined : rows.get(first.seq - 1);
      if (!sealed && first !== undefined && before !== undefined && before.at > first.at) return { stale: true };
      for (const event of batch) {
        const there = rows.get(event.seq);
        if (end !== undefined && (event.seq >= end.seq || there !== undefined)) continue;
        if (there === undefined || sealed || event.at >= there.at) rows.set(event.seq, event);
      }
      const last = batch.at(-1);
      if (end === undefined && last !== undefined) {
        for (const event of rows.values()) if (event.seq > last.seq && event.at < last.at) rows.delete(event.seq);
      }
      const contradicts =
        end !== undefined && batch.some(({ seq, type }) => seq > end.seq || (seq === end.seq && type !== end.type));
      return contradicts ? { stale: false, endedBy: end } : { stale: false };
    },
    isComplete: async (_tenantId, runId, seq) => {
      const rows = of(runId);
      for (let wanted = 1; wanted <= seq; wanted++) if (!rows.has(wanted)) return false;
      return true;
    },
  };
  return { store, events };
}

/** Starts a Temporal server of its own in a folder of its own. */
export async function startTestTemporal(port?: number, folder?: string): Promise<Temporal & AsyncDisposable> {
  const home = folder ?? mkdtempSync(join(tmpdir(), "ironweave-temporal-"));
  const program = await findTemporal({ binFolder: stateFolders().bin, progress: (line) => console.log(line) });
  const temporal = await startTemporal({
    program,
    databaseFile: join(home, "temporal.db"),
    logFile: join(home, "temporal.log"),
    ...(port === undefined ? {} : { port }),
  });
  const stop = async (): Promise<void> => {
    await temporal.child.kill();
    if (folder === undefined) rmSync(home, { recursive: true, force: true });
  };
  return { ...temporal, stop, [Symbol.asyncDispose]: stop };
}

let installed = false;

export interface TestWorkerOptions {
  /** Claim check of large payloads. */
  readonly codec?: PayloadCodec;
  /** A server that stays when the worker goes. @default one of its own */
  readonly temporal?: Temporal;
  /** @default one of its own */
  readonly taskQueue?: string;
  /** Makes a sub-workflow's run. @default there are none */
  readonly resolveSubflow?: ActivityDeps["resolveSubflow"];
  /** What the operator decides about actions. */
  readonly actions?: NonNullable<ActivityDeps["actions"]>;
  /** Puts others in the place of activities. */
  readonly replace?: NonNullable<CreateWorkerOptions["replace"]>;
  /** The gateway of events. @default none */
  readonly events?: NonNullable<ActivityDeps["events"]>;
  /** @default lines that steps write go nowhere */
  readonly logs?: NonNullable<ActivityDeps["logs"]>;
  /** @default nothing keeps variables */
  readonly variables?: NonNullable<ActivityDeps["variables"]>;
}

/** A server and a worker on it. Actions may reach this machine's loopback address. */
export async function startTestWorker(options: TestWorkerOptions = {}): Promise<TestWorker> {
  if (!installed) Runtime.install({ logger: new DefaultLogger("ERROR") });
  installed = true;
  const temporal = options.temporal ?? (await startTestTemporal());
  const journal = memoryJournal();
  const buffer = new JournalBuffer({ store: journal.store, onError: (error) => console.error(error) });
  const secrets = new Map<string, Json>();
  const taskQueue = options.taskQueue ?? `test-${randomUUID()}`;
  const connection = await NativeConnection.connect({ address: temporal.address });
  const http = createHttpClient({ allowHosts: ["127.0.0.0/8"] });
  const worker = await createWorker({
    connection,
    namespace: "default",
    taskQueue,
    bundle: await bundleWorkflows(new DefaultLogger("ERROR")),
    ...(options.codec === undefined ? {} : { codec: options.codec }),
    ...(options.replace === undefined ? {} : { replace: options.replace }),
    deps: {
      ...(options.events === undefined ? {} : { events: options.events }),
      http,
      journal: buffer,
      secrets: async (_tenantId, name) => secrets.get(name),
      ...(options.actions === undefined ? {} : { actions: options.actions }),
      ...(options.logs === undefined ? {} : { logs: options.logs }),
      ...(options.variables === undefined ? {} : { variables: options.variables }),
      resolveSubflow: options.resolveSubflow ?? (() => Promise.reject(new Error("no sub-workflows in this test"))),
    },
  });
  const running = worker.run();
  const clientConnection = await Connection.connect({ address: temporal.address });
  const client = new Client({
    connection: clientConnection,
    ...(options.codec === undefined ? {} : { dataConverter: { payloadCodecs: [options.codec] } }),
  });

  const start = async (document: Json, input: Json = {}): Promise<TestRun> => {
    const runInput: RunDocumentInput = {
      tenantId: randomUUID(),
      namespace: "default",
      workflowName: "test",
      runId: randomUUID(),
      versionId: randomUUID(),
      definitionHash: "test",
      document,
      input,
    };
    const handle = await client.workflow.start(RUN_DOCUMENT_WORKFLOW, {
      taskQueue,
      workflowId: temporalWorkflowId(runInput.tenantId, runInput.runId),
      args: [runInput],
    });
    return { input: runInput, handle };
  };
  const report = (run: TestRun): RunReport => {
    const rows = journal.events.get(run.input.runId) ?? new Map<number, RunEvent>();
    const events = [...rows.values()].sort((a, b) => a.seq - b.seq);
    const end = events.find((event) => endsRun(event));
    return {
      runId: run.input.runId,
      status: (end?.type.split(".")[1] ?? "unfinished") as RunReport["status"],
      ...(end !== undefined && "output" in end ? { output: end.output } : {}),
      ...(end !== undefined && "error" in end ? { error: { ...end.error } } : {}),
      tasks: events.flatMap((event) => (event.type === "task.started" ? [event.name] : [])),
      events,
    };
  };
  return {
    client,
    temporal,
    taskQueue,
    secrets,
    start,
    report,
    run: async (document, input) => {
      const run = await start(document, input);
      // How the execution ends is told by the journal; here it only has to have ended.
      await run.handle.result().catch(() => undefined);
      return report(run);
    },
    [Symbol.asyncDispose]: async () => {
      worker.shutdown();
      await running;
      await clientConnection.close();
      await connection.close();
      await http.close();
      if (options.temporal === undefined) await temporal.stop();
    },
  };
}
