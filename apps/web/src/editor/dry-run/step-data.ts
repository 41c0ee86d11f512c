// The data that an expression of a task works on, as a dry run knew it: what comes in as “.”, and the variables by name. Pure.
// Which data that is depends on the field (dsl-reference, "Data Flow"): conditions and `input.from` read the raw input, `output.as` the
// raw output, `export.as` the output, everything else the task's input. Nothing is told where the run did not come by.

import type { Json, JsonObject } from "@ironweave/jq";
import { resolveReference, type Reference } from "@ironweave/schema";
import { taskAt, type GraphIndex } from "../kernels/graph-index.ts";
import { isObject } from "../kernels/json-schema.ts";
import { isEmptyAnswer } from "../inspector/explain-expression.ts";
import { isWrapped, tryExpression } from "../inspector/try-expression.ts";
import type { DryRunResult } from "./dry-run.ts";
import { executionsOf, type DryExecution } from "./executions-of.ts";

/** What an expression is tried on. */
export interface TrialData {
  readonly input: Json;
  /** Without the `$`. */
  readonly variables: JsonObject;
}

/** Everything that a run told about one document: a dry run, or as much as is known of a past one. */
export interface RunKnowledge {
  readonly document: Json;
  readonly index: GraphIndex;
  readonly input: Json;
  readonly result: Pick<DryRunResult, "events" | "calls">;
}

/** The data for the field at a reference, in the latest execution of its task; undefined where they are not known. */
export function stepData(known: RunKnowledge, at: Reference): TrialData | undefined {
  const { document, index, input, result } = known;
  const workflow = { id: "test", definition: document, input };
  const task = taskAt(index, at);
  if (task === undefined) return at.startsWith("/input") ? { input, variables: { workflow } } : undefined;
  const execution = executionsOf(result.events, task).at(-1);
  if (execution === undefined || execution.input === undefined) return undefined;
  const secrets = secretsOf(document);
  const raw = execution.input;
  const variables: JsonObject = {
    workflow,
    secrets,
    context: contextBefore(known, execution.seq),
    task: { name: index.places.get(task)?.node.name ?? "", reference: task, input: raw },
    ...loopVariables(known, task, execution),
    ...caughtErrors(known, task),
  };
  const field = at.slice(task.length);
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
export function secretsOf(document: Json): JsonObject {
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
function loopVariables(known: RunKnowledge, task: Reference, { iteration }: DryExecution): JsonObject {
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

/** `$context` before an event: what tasks had exported by then. */
function contextBefore({ document, index, result }: RunKnowledge, seq: number): Json {
  let context: Json = null;
  for (const event of result.events) {
    if (event.seq >= seq) break;
    if (event.type !== "task.completed" || !index.places.has(event.task)) continue;
    const as = resolveReference(document, `${event.task}/export/as`);
    if (as !== undefined) context = valueOf(as, event.output, { context, output: event.output });
  }
  return context;
}

/** A value with the expressions in it evaluated, as far as they can be. */
function valueOf(value: Json, input: Json, variables: JsonObject): Json {
  if (typeof value === "string") {
    const trial = tryExpression(value, input, variables);
    return trial.ok ? (trial.outputs[0] ?? null) : null;
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => valueOf(item, input, variables));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === "string" && !isWrapped(item) ? item : valueOf(item, input, variables),
    ]),
  );
}

/** The error that each `catch` around a task has caught last, by the name it gives to it. */
function caughtErrors({ document, index, result }: RunKnowledge, task: Reference): JsonObject {
  const errors: Record<string, Json> = {};
  for (let each = index.places.get(task)?.parent; each !== undefined; each = index.places.get(each)?.parent) {
    if (!task.startsWith(`${each}/catch/`)) continue;
    const inside = `${each}/try/`;
    const fault = result.events.findLast((event) => event.type === "task.faulted" && event.task.startsWith(inside));
    const name = nameOf(resolveReference(document, `${each}/catch/as`), "error");
    if (fault?.type === "task.faulted") errors[name] ??= { ...fault.error };
  }
  return errors;
}

function nameOf(value: Json | undefined, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}
