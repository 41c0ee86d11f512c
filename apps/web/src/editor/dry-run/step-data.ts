// The data that an expression of a task works on, as a dry run knew it: what comes in as “.”, and the variables by name. Pure.
// Which data that is depends on the field (dsl-reference, "Data Flow"): conditions and `input.from` read the raw input, `output.as` the
// raw output, `export.as` the output, everything else the task's input. Nothing is told where the run did not come by.

import type { Json, JsonObject } from "@ironweave/jq";
import { resolveReference, type Reference } from "@ironweave/schema";
import { taskAt, type GraphIndex } from "../kernels/graph-index.ts";
import { isObject } from "../kernels/json-schema.ts";
import { isEmptyAnswer } from "../inspector/explain-expression.ts";
import { tryExpression } from "../inspector/try-expression.ts";
import type { DryRunResult } from "./dry-run.ts";
import { executionsOf, type DryExecution } from "./executions-of.ts";

/** What an expression is tried on. */
export interface TrialData {
  readonly input: Json;
  /** Without the `$`. */
  readonly variables: JsonObject;
}

/** Everything that a dry run told about one document. */
export interface DryRunKnowledge {
  readonly document: Json;
  readonly index: GraphIndex;
  readonly input: Json;
  readonly result: DryRunResult;
}

/** The data for the field at a reference, in the latest execution of its task; undefined where they are not known. */
export function stepData(known: DryRunKnowledge, at: Reference): TrialData | undefined {
  const { document, index, input, result } = known;
  const workflow = { id: "test", definition: document, input };
  const task = taskAt(index, at);
  if (task === undefined) return at.startsWith("/input") ? { input, variables: { workflow } } : undefined;
  const execution = executionsOf(result.events, task).at(-1);
  if (execution === undefined || execution.input === undefined) return undefined;
  const secrets = secretsOf(document);
  const variables: JsonObject = { workflow, secrets, ...loopVariables(known, task, execution) };
  const field = at.slice(task.length);
  const raw = execution.input;
  if (field === "/if" || field.startsWith("/input")) return { input: raw, variables };
  const own = transformed(document, task, raw, variables);
  const inside = { ...variables, input: own };
  if (field.startsWith("/output")) {
    const answer = result.calls.find((call) => call.execution === execution.execution)?.answer;
    return answer === undefined ? undefined : { input: answer, variables: inside };
  }
  if (field.startsWith("/export"))
    return execution.output === undefined
      ? undefined
      : { input: execution.output, variables: { ...inside, output: execution.output } };
  return { input: own, variables: inside };
}

/** Stands for secrets by their names: a dry run has none, and an expression over them is not to look broken. */
function secretsOf(document: Json): JsonObject {
  const names = resolveReference(document, "/use/secrets");
  const known = Array.isArray(names) ? (names as readonly Json[]).filter((name) => typeof name === "string") : [];
  return Object.fromEntries(known.map((name) => [name, `‹${name}›`]));
}

/** The task's input after `input.from`, as far as that is one expression. */
function transformed(document: Json, task: Reference, raw: Json, variables: JsonObject): Json {
  const from = resolveReference(document, `${task}/input/from`);
  if (typeof from !== "string") return raw;
  const trial = tryExpression(from, raw, variables);
  return trial.ok && !isEmptyAnswer(trial) ? (trial.outputs[0] ?? raw) : raw;
}

/** The item and index of each loop around the task, in the iteration of this execution. */
function loopVariables(known: DryRunKnowledge, task: Reference, { iteration }: DryExecution): JsonObject {
  const { document, index, result } = known;
  const loops: Reference[] = [];
  for (let each = index.places.get(task)?.parent; each !== undefined; each = index.places.get(each)?.parent)
    if (index.places.get(each)?.node.kind === "for") loops.unshift(each);
  const variables: Record<string, Json> = {};
  for (const [depth, loop] of loops.entries()) {
    const position = iteration[depth];
    const header = resolveReference(document, `${loop}/for`);
    if (position === undefined || !isObject(header)) continue;
    const input = executionsOf(result.events, loop).at(-1)?.input;
    const trial =
      typeof header["in"] === "string" && input !== undefined
        ? tryExpression(header["in"], input, variables)
        : undefined;
    const items = trial?.ok === true ? trial.outputs[0] : undefined;
    variables[nameOf(header["at"], "index")] = position;
    if (Array.isArray(items)) variables[nameOf(header["each"], "item")] = (items as readonly Json[])[position] ?? null;
  }
  return variables;
}

function nameOf(value: Json | undefined, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}
