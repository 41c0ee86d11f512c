// Runs one task: condition, journal, deadline and data flow, the same for every kind. The kind's own meaning comes from the
// one total table; nothing here branches on a kind.

import type { Json, JsonObject } from "@ironweave/jq";
import type { TaskKind } from "@ironweave/schema";
import { Cancelled } from "../cancelled.ts";
import { readTaskFrame, taskFrame } from "../checkpoint/task-frame.ts";
import { evaluateField, isTruthy } from "../data/evaluate.ts";
import { isJsonObject, member } from "../data/json-value.ts";
import { placeIn, placeOf, taskDescriptor } from "../data/place.ts";
import { transform, validate } from "../data/transform.ts";
import { faultAt, standardFault, WorkflowFault } from "../errors/workflow-fault.ts";
import type { Environment, Frame, RunTask, TaskOutcome, TaskPlace, TaskWork, WorkOutcome } from "../interpreter.ts";
import { TASK_SEMANTICS } from "../tasks/semantics.ts";
import { runExtended } from "./extensions.ts";
import { taskKindOf } from "./task-kind-of.ts";
import { timeoutMs } from "./timeout-of.ts";
import { withDeadline } from "./with-deadline.ts";

/** Tasks and functions nested deeper than this are a fault: a function that calls itself must end. */
const MAX_DEPTH = 200;

// The table is total, so its keys are all kinds; the schema package's list would bring its YAML reader into the sandbox.
const KINDS = Object.keys(TASK_SEMANTICS) as TaskKind[];

/** See `RunTask`. */
export const runTask: RunTask = async (env, place, input, frame) => {
  const started = frame === undefined ? start(env, place, input) : resume(env, place, frame);
  if (started === undefined) return { type: "done", output: input, next: "continue" };
  const { execution } = started.work;
  try {
    return await perform(started);
  } catch (error) {
    if (error instanceof WorkflowFault) {
      const fault = faultAt(error, place.reference);
      env.host.record({ type: "task.faulted", error: fault.error, ...execution });
      throw fault;
    }
    if (error instanceof Cancelled) env.host.record({ type: "task.cancelled", ...execution });
    throw error;
  }
};

interface Started {
  readonly work: TaskWork;
  /** A fault found before the task could begin; it is the task's own. */
  readonly fault?: WorkflowFault;
  /** The frame of the work inside, where the task is continued. */
  readonly inner?: Frame;
}

/** Begins an execution and journals it; undefined where the task's condition is false. */
function start(env: Environment, place: TaskPlace, input: Json): Started | undefined {
  env.run.executions += 1;
  const execution = {
    task: place.reference,
    name: place.name,
    execution: env.run.executions,
    iteration: env.iteration,
    attempt: env.attempt,
  };
  const definition = isJsonObject(place.definition) ? place.definition : {};
  const startedAt = env.host.now();
  const work = { env, definition, execution, input, rawInput: input, startedAt, deadline: undefined };
  let fault: WorkflowFault | undefined;
  try {
    taskKindOf(place.definition, KINDS);
    if (env.depth > MAX_DEPTH) throw standardFault("runtime", `tasks are nested more than ${MAX_DEPTH} deep`);
    if (env.run.executions > env.run.maxExecutions) {
      const detail = `the run began more than the ${env.run.maxExecutions} tasks it may begin`;
      throw standardFault("runtime", detail, { title: "too_many_tasks" });
    }
    if (!isWanted(work)) {
      env.host.record({ type: "task.skipped", ...execution });
      return undefined;
    }
  } catch (error) {
    if (!(error instanceof WorkflowFault)) throw error;
    fault = error;
  }
  env.host.record({ type: "task.started", input, ...execution });
  return fault === undefined ? { work } : { work, fault };
}

/** `if` is evaluated on the raw input, before everything (ruling 2). */
function isWanted(work: TaskWork): boolean {
  const condition = work.definition["if"];
  if (condition === undefined || condition === null) return true;
  const { run } = work.env;
  const wanted = isTruthy(evaluateField(run.programs, condition, placeOf(work), "if", { mode: run.mode }));
  run.onBranch(work.execution.task, wanted ? "if: true" : "if: false");
  return wanted;
}

function resume(env: Environment, place: TaskPlace, frame: Frame): Started {
  const { execution, startedAt, rawInput, input, deadline, work: inner } = readTaskFrame(frame);
  const { values } = env.run;
  const definition = isJsonObject(place.definition) ? place.definition : {};
  return {
    work: {
      env,
      definition,
      execution,
      input: values.load(input),
      rawInput: values.load(rawInput),
      startedAt,
      deadline,
    },
    inner,
  };
}

async function perform({ work, fault, inner }: Started): Promise<TaskOutcome> {
  if (fault !== undefined) throw fault;
  const ready = inner === undefined ? await prepare(work) : work;
  const { env, execution, definition } = ready;
  const nested = { ...env, depth: env.depth + 1 };
  const { kind } = taskKindOf(definition, KINDS);
  const outcome = await withDeadline(
    nested,
    ready.deadline,
    (inside) =>
      runExtended(kind, { ...ready, env: inside }, inner, (work, frame) => TASK_SEMANTICS[kind].run(work, frame)),
    () => standardFault("timeout", `the task did not end within its timeout`),
  );
  if (outcome.type === "suspended") return { type: "suspended", frame: taskFrame(ready, outcome.frame) };
  const output = outcome.type === "end" ? outcome.output : await conclude(ready, outcome.output);
  env.host.record({ type: "task.completed", output, ...execution });
  return outcome.type === "end" ? outcome : { type: "done", output, next: directiveOf(definition, outcome) };
}

/** The deadline counts from the start; then input.schema and input.from. */
async function prepare(work: TaskWork): Promise<TaskWork> {
  const { env, definition, execution, startedAt, rawInput } = work;
  const place = placeOf(work);
  const timeout = timeoutMs(env, definition["timeout"], place);
  const declared = definition["input"];
  await validate(env, member(declared, "schema"), rawInput, "input.schema", execution.task);
  const input = transform(env, member(declared, "from"), place, "input.from", rawInput);
  return { ...work, input, deadline: timeout === undefined ? undefined : startedAt + timeout };
}

/** output.as, output.schema, export.as, export.schema, in this order. */
async function conclude(work: TaskWork, rawOutput: Json): Promise<Json> {
  const { env, definition, execution } = work;
  const { output: declared, export: exported } = definition;
  const parts = {
    reference: execution.task,
    taskInput: work.input,
    task: (): JsonObject => taskDescriptor(work, rawOutput),
  };
  const output = transform(
    env,
    member(declared, "as"),
    placeIn(env, { ...parts, input: rawOutput }),
    "output.as",
    rawOutput,
  );
  await validate(env, member(declared, "schema"), output, "output.schema", execution.task);
  const as = member(exported, "as");
  if (as !== undefined) {
    const context = transform(env, as, placeIn(env, { ...parts, input: output, output }), "export.as", output);
    await validate(env, member(exported, "schema"), context, "export.schema", execution.task);
    env.run.context = context;
  }
  return output;
}

function directiveOf(definition: JsonObject, outcome: Extract<WorkOutcome, { type: "done" }>): string {
  const then = outcome.next ?? definition["then"];
  return typeof then === "string" ? then : "continue";
}
