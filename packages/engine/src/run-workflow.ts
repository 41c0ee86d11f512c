// Runs a document from its input, or from a checkpoint, to its outcome. The entry of the interpreter.

import type { Json, JsonObject } from "@ironweave/jq";
import type { WorkflowError } from "@ironweave/schema/run";
import { Cancelled } from "./cancelled.ts";
import { Suspension } from "./checkpoint/suspension.ts";
import { ValueTable } from "./checkpoint/value-table.ts";
import { readWorkflowFrame, workflowFrame } from "./checkpoint/workflow-frame.ts";
import type { WorkflowFrame } from "./checkpoint/workflow-frame.ts";
import { ProgramCache } from "./data/evaluate.ts";
import { SchemaCache } from "./data/json-schema.ts";
import { ResourceCache } from "./data/resource-cache.ts";
import { isJsonArray, isJsonObject, jsonType, member } from "./data/json-value.ts";
import { placeIn } from "./data/place.ts";
import { transform, validate } from "./data/transform.ts";
import { readError } from "./errors/read-error.ts";
import { faultAt, standardFault, WorkflowFault } from "./errors/workflow-fault.ts";
import { runList } from "./flow/run-list.ts";
import { runTask } from "./flow/run-task.ts";
import { timeoutMs } from "./flow/timeout-of.ts";
import { withDeadline } from "./flow/with-deadline.ts";
import type { Host } from "./host.ts";
import type { Environment, ListOutcome } from "./interpreter.ts";
import type { BranchObserver, RunIdentity, RunState } from "./run-state.ts";
import { ENGINE_VERSION } from "./version.ts";

/** What to run, where, and as whom. */
export interface WorkflowRun {
  /** The document as JSON, validated or not: what the engine does not understand is a configuration fault. */
  readonly document: Json;
  readonly input: Json;
  readonly host: Host;
  readonly run: RunIdentity;
  /** Secrets that actions may read. @default the document's `use.secrets` */
  readonly secretsNames?: readonly string[];
  /** Tasks that the run may begin; more fault it with `too_many_tasks`. @default the host's limit, if it has one */
  readonly maxExecutions?: number;
  /** Hears of each decision that the run makes. @default nobody */
  readonly onBranch?: BranchObserver;
  /** Frames of a `checkpoint` outcome of the same document; the run goes on exactly there. */
  readonly resume?: Json;
}

/** How a run ended, or where it stopped to be continued. */
export type WorkflowOutcome =
  | { readonly status: "completed"; readonly output: Json }
  | { readonly status: "faulted"; readonly error: WorkflowError }
  | { readonly status: "cancelled" }
  | { readonly status: "checkpoint"; readonly frames: Json };

/**
 * The outcome of a run; its journal goes to `host.record`. Resolves for everything the document or the world does wrong;
 * rejects only for a bug of the engine or the host, and for frames that are damaged.
 */
export async function runWorkflow(request: WorkflowRun): Promise<WorkflowOutcome> {
  const { host } = request;
  const frame = request.resume === undefined ? undefined : readWorkflowFrame(request.resume);
  const run = openRun(request, frame);
  if (frame === undefined) {
    host.record({ type: "workflow.started", input: request.input, dsl: run.dsl, engine: ENGINE_VERSION });
  }
  const attempts = { highest: 1 };
  const root = { run, host, token: undefined, iteration: [], trail: "", attempt: 1, attempts, variables: {} };
  const env: Environment = { ...root, extended: undefined, depth: 0 };
  try {
    const outcome = await perform(request.document, env, frame);
    if ("frames" in outcome) return { status: "checkpoint", frames: outcome.frames };
    host.record({ type: "workflow.completed", output: outcome.output });
    return { status: "completed", output: outcome.output };
  } catch (error) {
    if (error instanceof WorkflowFault) {
      host.record({ type: "workflow.faulted", error: error.error });
      return { status: "faulted", error: error.error };
    }
    if (!(error instanceof Cancelled)) throw error;
    host.record({ type: "workflow.cancelled" });
    return { status: "cancelled" };
  }
}

/** A deferred failure out of a checkpoint. */
function savedError(value: Json): WorkflowError {
  const instance = member(value, "instance");
  return readError(value, typeof instance === "string" ? instance : "/do");
}

function openRun(request: WorkflowRun, frame: WorkflowFrame | undefined): RunState {
  const { document, input, host, run, secretsNames } = request;
  const use = member(document, "use");
  const values = new ValueTable(frame?.values);
  const declared = member(use, "secrets");
  const named = isJsonArray(declared) ? declared.filter((name) => typeof name === "string") : [];
  const dsl = member(member(document, "document"), "dsl");
  return {
    identity: run,
    document: isJsonObject(document) ? document : {},
    use: isJsonObject(use) ? use : {},
    mode: member(member(document, "evaluate"), "mode") === "loose" ? "loose" : "strict",
    dsl: typeof dsl === "string" ? dsl : "",
    secrets: secretsNames ?? named,
    startedAt: frame?.startedAt ?? host.now(),
    input: frame === undefined ? input : values.load(frame.input),
    context: frame === undefined ? null : values.load(frame.context),
    failure: frame?.failure === undefined ? undefined : savedError(values.load(frame.failure)),
    executions: frame?.executions ?? 0,
    maxExecutions: request.maxExecutions ?? host.maxExecutions ?? Number.POSITIVE_INFINITY,
    onBranch: request.onBranch ?? (() => undefined),
    programs: new ProgramCache(),
    schemas: new SchemaCache(),
    resources: new ResourceCache(frame?.resources),
    values,
    suspension: new Suspension(),
    runTask,
    runList,
  };
}

/** Throws a configuration fault (400) for what is not a workflow, or is in a language we do not speak. */
function readDocument(document: Json): JsonObject {
  if (!isJsonObject(document)) {
    throw standardFault("configuration", `a workflow must be an object, this one is ${jsonType(document)}`, {
      instance: "/",
    });
  }
  const language = member(document["evaluate"], "language");
  if (language !== undefined && language !== "jq") {
    throw standardFault("configuration", `expressions in ${JSON.stringify(language)} are not supported, only jq`, {
      instance: "/evaluate/language",
    });
  }
  return document;
}

async function perform(
  value: Json,
  env: Environment,
  frame: WorkflowFrame | undefined,
): Promise<{ readonly output: Json } | { readonly frames: Json }> {
  const { run, host } = env;
  const document = readDocument(value);
  const startPlace = placeIn(env, { input: run.input, reference: "/input" });
  let deadline = frame?.deadline;
  let input = run.input;
  if (frame === undefined) {
    const timeout = timeoutMs(env, document["timeout"], { ...startPlace, reference: "/timeout" });
    deadline = timeout === undefined ? undefined : run.startedAt + timeout;
    await validate(env, member(document["input"], "schema"), input, "input.schema", "/input");
    input = transform(env, member(document["input"], "from"), startPlace, "input.from", input);
  }
  const outcome: ListOutcome = await withDeadline(
    env,
    deadline,
    (inside) => runList(inside, "/do", document["do"], input, frame?.list),
    () => standardFault("timeout", "the workflow did not end within its timeout", { instance: "/timeout" }),
  ).catch((error: unknown) => {
    throw error instanceof WorkflowFault ? faultAt(error, "/do") : error;
  });
  if (outcome.type === "suspended") return { frames: workflowFrame(run, outcome.frame, deadline) };
  const place = placeIn({ ...env, host }, { input: outcome.output, reference: "/output" });
  const output = transform(env, member(document["output"], "as"), place, "output.as", outcome.output);
  await validate(env, member(document["output"], "schema"), output, "output.schema", "/output");
  if (run.failure !== undefined) throw new WorkflowFault(run.failure);
  return { output };
}
