// The specification's example documents: each must be valid, be drawn whole, and begin to run with every side effect
// answered by an empty object; on a Temporal server they are started by a worker whose activities answer so.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findDescriptor } from "@ironweave/actions/catalog";
import { runWorkflow } from "@ironweave/engine";
import { createMemoryHost } from "@ironweave/engine/memory-host";
import type { MemoryHost } from "@ironweave/engine/memory-host";
import type { Json } from "@ironweave/jq";
import { compileGraph, memberOf, parseSource, resolveReference, validate, visitTasks } from "@ironweave/schema";
import type { GraphScope } from "@ironweave/schema";
import type { Activities } from "../../apps/worker/src/activities/create-activities.ts";
import { startTestWorker } from "../../apps/worker/test/support/test-worker.ts";
import type { TestWorker } from "../../apps/worker/test/support/test-worker.ts";
import type { CaseOutcome, HostName, SuiteOutcome } from "./outcome.ts";
import { sharedFolder } from "./shared-folder.ts";

function countNodes(scope: GraphScope): number {
  return scope.nodes.reduce(
    (sum, { scopes }) => sum + 1 + scopes.reduce((inner, each) => inner + countNodes(each), 0),
    0,
  );
}

const SAMPLES: Readonly<Record<string, Json>> = {
  string: "1",
  number: 1,
  integer: 1,
  boolean: true,
  array: [],
  object: {},
};

/** An object with what the document's input schema requires, so that the run gets past it. */
function sampleInput(document: Json): Json {
  const schema = resolveReference(document, "/input/schema/document");
  const required = memberOf(schema, "required");
  const names = Array.isArray(required) ? (required as readonly Json[]) : [];
  const entries = names.flatMap((name) => {
    if (typeof name !== "string") return [];
    const type = memberOf(memberOf(memberOf(schema, "properties"), name), "type");
    return [[name, (typeof type === "string" ? SAMPLES[type] : undefined) ?? "1"] as const];
  });
  return Object.fromEntries(entries);
}

/** Begins a run of a document; undefined where its first task began, else why not. */
type Begin = (document: Json, input: Json) => Promise<string | undefined>;

async function beginInMemory(document: Json, input: Json): Promise<string | undefined> {
  let begun = false;
  const host: MemoryHost = createMemoryHost({
    actions: async () => ({}),
    workflows: async () => ({}),
    onEvent: ({ type }) => {
      if (type === "task.started" || type === "task.skipped") begun = true;
    },
    onStuck: () => host.cancel(),
  });
  const outcome = await runWorkflow({
    document,
    input,
    host,
    run: { id: "example" },
    maxExecutions: 1000,
  });
  if (begun) return undefined;
  return `no task began: ${outcome.status === "faulted" ? (outcome.error.detail ?? outcome.error.type) : outcome.status}`;
}

const MAX_START_MS = 15_000;

function beginOn(worker: TestWorker): Begin {
  return async (document, input) => {
    const run = await worker.start(document, input);
    const untilMs = Date.now() + MAX_START_MS;
    try {
      for (;;) {
        const { status, events, error } = worker.report(run);
        if (events.some(({ type }) => type === "task.started" || type === "task.skipped")) return undefined;
        if (status !== "unfinished") return `no task began: ${JSON.stringify(error ?? status)}`;
        if (Date.now() > untilMs) return "no task began in time";
        await sleep(20);
      }
    } finally {
      await run.handle.terminate("the case is over").catch(() => undefined);
    }
  };
}

/** What examples reach outside is answered by an empty object. */
function answered(own: Activities): Activities {
  const actions = Object.keys(own).filter((name) => findDescriptor(name) !== undefined);
  return { ...own, ...Object.fromEntries(actions.map((name) => [name, () => Promise.resolve({})])) };
}

async function judge(host: HostName, begin: Begin, { name, text }: Example): Promise<CaseOutcome> {
  const source = parseSource(text);
  const errors = validate(source).filter(({ severity }) => severity === "error");
  const problems = errors.map(({ code, message }) => `${code}: ${message}`);
  const document = source.value ?? null;
  const graph = compileGraph(document);
  const drawn = [graph.root, ...(graph.definitions ?? [])].reduce((sum, scope) => sum + countNodes(scope), 0);
  const tasks = [...visitTasks(document)].length;
  if (drawn !== tasks) problems.push(`${tasks} tasks, ${drawn} of them drawn`);
  const problem = await begin(document, sampleInput(document));
  if (problem !== undefined) problems.push(problem);
  return { suite: "examples", host, section: "examples", name, problems };
}

interface Example {
  readonly name: string;
  readonly text: string;
}

/** Every example document in memory; none where they are absent. */
export function runExamples(): Promise<SuiteOutcome> {
  return runAll("memory", beginInMemory);
}

/** The same on a Temporal server of their own. */
export async function runExamplesOnTemporal(): Promise<SuiteOutcome> {
  await using worker = await startTestWorker({
    replace: answered,
    events: {
      publishEvent: () => Promise.resolve(),
      announceListener: () => Promise.resolve(),
      removeListener: () => Promise.resolve(),
    },
  });
  return await runAll("temporal", beginOn(worker));
}

async function runAll(host: HostName, begin: Begin): Promise<SuiteOutcome> {
  const folder = sharedFolder("examples");
  const suite = { suite: "examples", host } as const;
  if (folder === undefined) return { ...suite, cases: [], left: ["all of it: the examples are not on this machine"] };
  const names = readdirSync(folder).filter((each) => each.endsWith(".yaml"));
  const cases: CaseOutcome[] = [];
  for (const name of names.toSorted((a, b) => (a < b ? -1 : 1)))
    cases.push(await judge(host, begin, { name, text: readFileSync(join(folder, name), "utf8") }));
  return { ...suite, cases, left: [] };
}
