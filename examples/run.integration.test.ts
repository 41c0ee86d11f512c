// Every example does what its inputs promise, on the in-memory host with the real actions against the stand-ins.

import { readdirSync, readFileSync } from "node:fs";
import { createActions, createHttpClient, resolveDeferred } from "@ironweave/actions";
import type { ClosableHttpClient } from "@ironweave/actions";
import { startDemoSystems } from "@ironweave/emulators";
import type { DemoSystems } from "@ironweave/emulators";
import { runWorkflow } from "@ironweave/engine";
import type { ActionCall, WorkflowOutcome } from "@ironweave/engine";
import { createMemoryHost } from "@ironweave/engine/memory-host";
import type { Json } from "@ironweave/jq";
import { load } from "js-yaml";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

interface NamedInput {
  readonly name: string;
  /** A run that must have happened before. */
  readonly after?: { readonly example: string; readonly input: string };
  readonly input: Json;
  readonly expect: { readonly status: string; readonly output?: object; readonly error?: object };
}

const documents = readdirSync(import.meta.dirname).filter((name) => /(?<!\.inputs|\.test)\.yaml$/.test(name));
const actions = createActions();
let systems: DemoSystems;
let http: ClosableHttpClient;

beforeAll(async () => {
  systems = await startDemoSystems({ queuedMs: 50, provisioningMs: 300 });
  http = createHttpClient({ allowHosts: systems.allowHosts });
});

beforeEach(async () => {
  for (const { url } of [systems.metal, systems.servicenow]) await fetch(`${url}/__reset`, { method: "POST" });
});

afterAll(async () => {
  await http.close();
  await systems.close();
});

async function perform(runId: string, call: ActionCall): Promise<Json> {
  const action = actions.get(call.action);
  if (action === undefined) throw new Error(`no action ${call.action}`);
  const secret = async (name: string): Promise<Json> => systems.secrets[name] ?? null;
  const args = await resolveDeferred(call.arguments, { scope: call.scope, secrets: call.secrets, secret, now: Date.now() });
  const { task, iteration } = call.execution;
  return action.run(args, {
    http,
    secret,
    signal: new AbortController().signal,
    idempotencyKey: [runId, task, ...iteration].join("/"),
    log: () => undefined,
    heartbeat: () => undefined,
  });
}

function read(file: string): unknown {
  return load(readFileSync(`${import.meta.dirname}/${file}`, "utf8"));
}

function inputsOf(example: string): readonly NamedInput[] {
  return read(`${example}.inputs.yaml`) as readonly NamedInput[];
}

async function run(example: string, { name, after, input }: NamedInput): Promise<WorkflowOutcome> {
  if (after !== undefined) {
    const before = inputsOf(after.example).find((each) => each.name === after.input);
    if (before === undefined) throw new Error(`${after.example} has no input ${after.input}`);
    await run(after.example, before);
  }
  const runId = `${example}-${name}`.replaceAll(" ", "-");
  const host = createMemoryHost({
    clock: "real",
    timers: {
      now: () => Date.now(),
      set: (callback, delayMs) => setTimeout(callback, delayMs),
      clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
    },
    actions: (call) => perform(runId, call),
  });
  const document = read(`${example}.yaml`) as Json;
  const filled = JSON.parse(systems.fill(JSON.stringify(input))) as Json;
  return runWorkflow({ document, input: filled, host, run: { id: runId } });
}

describe.each(documents)("%s", (file) => {
  const example = file.replace(/\.yaml$/, "");
  test.each(inputsOf(example).map((each) => [each.name, each] as const))("%s", async (_, each) => {
    expect(await run(example, each)).toMatchObject(each.expect);
  });
});
