// The specification's example documents: each must be valid, be drawn whole, and begin to run with every side effect
// answered by an empty object.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runWorkflow } from "@ironweave/engine";
import { createMemoryHost } from "@ironweave/engine/memory-host";
import type { MemoryHost } from "@ironweave/engine/memory-host";
import type { Json } from "@ironweave/jq";
import { compileGraph, memberOf, parseSource, resolveReference, validate, visitTasks } from "@ironweave/schema";
import type { GraphScope } from "@ironweave/schema";
import type { CaseOutcome, SuiteOutcome } from "./outcome.ts";
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

/** Undefined where the run began its first task. */
async function startProblem(document: Json): Promise<string | undefined> {
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
    input: sampleInput(document),
    host,
    run: { id: "example" },
    maxExecutions: 1000,
  });
  if (begun) return undefined;
  return `no task began: ${outcome.status === "faulted" ? (outcome.error.detail ?? outcome.error.type) : outcome.status}`;
}

async function judge(name: string, text: string): Promise<CaseOutcome> {
  const source = parseSource(text);
  const errors = validate(source).filter(({ severity }) => severity === "error");
  const problems = errors.map(({ code, message }) => `${code}: ${message}`);
  const document = source.value ?? null;
  const graph = compileGraph(document);
  const drawn = [graph.root, ...(graph.definitions ?? [])].reduce((sum, scope) => sum + countNodes(scope), 0);
  const tasks = [...visitTasks(document)].length;
  if (drawn !== tasks) problems.push(`${tasks} tasks, ${drawn} of them drawn`);
  const problem = await startProblem(document);
  if (problem !== undefined) problems.push(problem);
  return { suite: "examples", host: "memory", section: "examples", name, problems };
}

/** Every example document; none where they are absent. */
export async function runExamples(): Promise<SuiteOutcome> {
  const folder = sharedFolder("examples");
  const suite = { suite: "examples", host: "memory" } as const;
  if (folder === undefined) return { ...suite, cases: [], left: ["all of it: the examples are not on this machine"] };
  const cases: CaseOutcome[] = [];
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith(".yaml"))
    .sort()) {
    cases.push(await judge(name, readFileSync(join(folder, name), "utf8")));
  }
  return { ...suite, cases, left: [] };
}
