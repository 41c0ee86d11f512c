// [law 6] The specification's conformance kit on a real Temporal server: the expected outcome, and the same sequence of events
// as on the in-memory host.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createActions, createHttpClient } from "@ironweave/actions";
import { runWorkflow } from "@ironweave/engine";
import type { ActionCall } from "@ironweave/engine";
import { createMemoryHost } from "@ironweave/engine/memory-host";
import type { Json } from "@ironweave/jq";
import { parseSource } from "@ironweave/schema";
import type { RunEvent } from "@ironweave/schema/run";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedFolder } from "./support/shared-folder.ts";
import { startTestWorker } from "./support/test-worker.ts";
import type { TestWorker } from "./support/test-worker.ts";

interface ConformanceCase {
  readonly id: string;
  readonly workflowYamlLocal: string;
  readonly input: Json;
}

interface Stub {
  readonly port: number;
  close(): Promise<void>;
}

interface Kit {
  readonly cases: readonly ConformanceCase[];
  readonly check: (expected: ConformanceCase, result: object) => readonly string[];
  readonly startStub: (port: number) => Promise<Stub>;
}

async function openKit(folder: string): Promise<Kit> {
  const { cases } = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")) as Pick<Kit, "cases">;
  const load = async (file: string): Promise<object> =>
    (await import(pathToFileURL(join(folder, file)).href)) as object;
  const { check } = (await load("check.mjs")) as Pick<Kit, "check">;
  const { startStub } = (await load("stub.mjs")) as Pick<Kit, "startStub">;
  return { cases, check, startStub };
}

const http = createHttpClient({ allowHosts: ["127.0.0.0/8"] });
const actions = createActions();

async function inMemory(document: Json, input: Json): Promise<readonly RunEvent[]> {
  const perform = async (call: ActionCall): Promise<Json> => {
    const action = actions.get(call.action);
    if (action === undefined) throw new Error(`no action ${call.action}`);
    return action.run(call.arguments, {
      signal: AbortSignal.timeout(10_000),
      http,
      idempotencyKey: "test",
      scope: call.scope,
      secret: () => Promise.reject(new Error("no secrets in the kit")),
      log: () => undefined,
      heartbeat: () => undefined,
    });
  };
  const host = createMemoryHost({ actions: perform });
  await runWorkflow({ document, input, host, run: { id: "memory" } });
  return host.events;
}

const sequence = (events: readonly RunEvent[]): readonly string[] =>
  events.map((event) => ("task" in event ? `${event.type} ${event.task} ${event.attempt}` : event.type));

const folder = sharedFolder("ctk");

describe.skipIf(folder === undefined)("the conformance kit on Temporal", async () => {
  const kit = folder === undefined ? undefined : await openKit(folder);
  let worker: TestWorker;
  let stub: Stub | undefined;
  beforeAll(async () => {
    worker = await startTestWorker();
    stub = await kit?.startStub(0);
  });
  afterAll(async () => {
    await stub?.close();
    await worker[Symbol.asyncDispose]();
    await http.close();
  });

  it("has its 21 scenarios", () => expect(kit?.cases.length).toBe(21));

  it.each(kit?.cases ?? [])("$id", async (testCase) => {
    const text = testCase.workflowYamlLocal.replaceAll("${STUB_PORT}", String(stub?.port));
    const document = parseSource(text).value ?? null;
    const report = await worker.run(document, testCase.input ?? {});
    expect({
      problems: kit?.check(testCase, report),
      sequence: sequence(report.events),
      numbers: report.events.map(({ seq }) => seq),
    }).toEqual({
      problems: [],
      sequence: sequence(await inMemory(document, testCase.input ?? {})),
      numbers: report.events.map((_, index) => index + 1),
    });
  });
});
