// On what the expression at a place may be tried, the best first: what a dry run gives its step, what the step had in the latest run,
// the output of the step before it there, and what schemas say. Pure. Each says where it is from.

import type { Json, JsonObject, JqSample } from "@ironweave/jq";
import { resolveReference, variablesAt, type Reference } from "@ironweave/schema";
import { taskAt, type GraphIndex } from "../kernels/graph-index.ts";
import { isObject } from "../kernels/json-schema.ts";
import { executionsOf } from "./executions-of.ts";
import { stepBefore } from "./past-run-events.ts";
import { sampleOf } from "../kernels/sample-of.ts";
import { secretsOf, stepData, type RunKnowledge } from "./step-data.ts";

/** What is known when an expression is written. */
export interface TrialSources {
  readonly document: Json;
  readonly index: GraphIndex;
  readonly dryRun: RunKnowledge | undefined;
  /** How many outputs are pinned in that dry run. */
  readonly pinned: number;
  readonly past: RunKnowledge | undefined;
  /** The past run in words: `run of 2 minutes ago`. */
  readonly pastName: string;
}

/** One set of data. `origin` is in words; values of a shape are made up. */
export interface TrialSample extends JqSample {
  readonly variables: JsonObject;
  readonly origin: string;
}

/** Everything for the field at a reference, the best first. */
export function trialSamples(sources: TrialSources, at: Reference): readonly TrialSample[] {
  const { document, dryRun, past, pinned, pastName } = sources;
  const tried = dryRun === undefined ? undefined : stepData(dryRun, at);
  const had = past === undefined ? undefined : stepData(past, at);
  const follows = had === undefined && past !== undefined ? followingData(sources, past, at) : undefined;
  const dryName = pinned === 0 ? "dry run" : pinned === 1 ? "dry run with 1 pin" : `dry run with ${pinned} pins`;
  const known: TrialSample[] = [
    ...(tried === undefined ? [] : [{ ...tried, origin: dryName }]),
    ...(had === undefined ? [] : [{ ...had, origin: pastName }]),
    ...(follows === undefined ? [] : [{ ...follows, origin: pastName }]),
  ];
  const shape = shapeData(sources, at);
  const secrets = secretsOf(document);
  return [...known, { ...shape, variables: { ...shape.variables, secrets }, origin: "schema", isShape: true }];
}

/** A new step gets what the step before it gave. */
function followingData(
  { document, index }: TrialSources,
  past: RunKnowledge,
  at: Reference,
): { readonly input: Json; readonly variables: JsonObject } | undefined {
  const task = taskAt(index, at);
  const before = task === undefined ? undefined : stepBefore(index, task);
  if (task === undefined || before === undefined || /^\/(output|export)/.test(at.slice(task.length))) return undefined;
  const output = executionsOf(past.result.events, before).at(-1)?.output;
  if (output === undefined) return undefined;
  const workflow = { id: "test", definition: document, input: past.input };
  return { input: output, variables: { input: output, workflow, secrets: secretsOf(document) } };
}

const ERROR: JsonObject = { type: "", status: 500, title: "", detail: "", instance: "" };
const STARTED: JsonObject = { iso8601: "", epoch: { seconds: 1, milliseconds: 1 } };

/** Keys that are known without a run: from schemas, and of the language's own values. */
function shapeData(
  { document, index }: TrialSources,
  at: Reference,
): { readonly input: Json; readonly variables: JsonObject } {
  const task = taskAt(index, at);
  const field = at.slice(task?.length ?? 0);
  const before = task === undefined ? undefined : stepBefore(index, task);
  const schemaAt = (reference: string) => resolveReference(document, `${reference}/schema/document`);
  const own = field.startsWith("/export")
    ? schemaAt(`${task ?? ""}/output`)
    : field.startsWith("/output")
      ? undefined
      : (schemaAt(`${task ?? ""}/input`) ?? (before === undefined ? undefined : schemaAt(`${before}/output`)));
  const isFirst = task !== undefined && before === undefined && index.places.get(task)?.parent === undefined;
  const ofWorkflow = schemaAt("/input");
  const schema = own ?? (isFirst && !/^\/(output|export)/.test(field) ? ofWorkflow : undefined);
  const input = isObject(schema) ? sampleOf(schema) : null;
  const workflowInput = isObject(ofWorkflow) ? sampleOf(ofWorkflow) : null;
  const shapes: JsonObject = {
    input,
    workflow: { id: "", definition: document, input: workflowInput, startedAt: STARTED },
    task: { name: "", reference: "", definition: {}, input: null, startedAt: STARTED },
    runtime: { name: "", version: "", metadata: {} },
    authorization: { scheme: "", parameter: "" },
  };
  const names = [...variablesAt(document, at)];
  const caught = names.filter((name) => !Object.hasOwn(SENTENCES, name) && isCaught(document, index, task, name));
  return {
    input,
    variables: { ...shapes, ...Object.fromEntries(["error", ...caught].map((name) => [name, ERROR])) },
  };
}

function isCaught(document: Json, index: GraphIndex, task: Reference | undefined, name: string): boolean {
  for (let each = task; each !== undefined; each = index.places.get(each)?.parent)
    if (resolveReference(document, `${each}/catch/as`) === name) return true;
  return false;
}

/** What the language's own variables are, in a sentence. */
const SENTENCES: Readonly<Record<string, string>> = {
  context: "What steps have exported, for the whole run.",
  input: "The step's input, after input.from.",
  output: "The step's output, after output.as.",
  secrets: "Secrets that the workflow declares. Here they stand for themselves by name.",
  authorization: "The scheme and parameter that the call authenticates with.",
  task: "This step: name, reference, definition, input, startedAt.",
  workflow: "This run: id, definition, input, startedAt.",
  runtime: "What runs the workflow: name, version, metadata.",
  error: "The error that was caught.",
  item: "The element of this round.",
  index: "The number of this round, from 0.",
};

/** The variables of a place, each with a sentence. */
export function variableSentences(document: Json, at: Reference): Readonly<Record<string, string>> {
  const order = Object.keys(SENTENCES);
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : -1);
  return Object.fromEntries(
    [...variablesAt(document, at)]
      .toSorted((a, b) => rank(a) - rank(b))
      .map((name) => [name, SENTENCES[name] ?? "Set by a step around this one."]),
  );
}
