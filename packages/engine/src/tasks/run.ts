// `run`: a container, a script, a shell command or another workflow (dsl-reference, "Run"). Processes are actions of the host;
// with `await: false` nothing is waited for and the output is the input.

import type { Json } from "@ironweave/jq";
import { evaluateTemplate } from "../data/evaluate.ts";
import { isJsonObject, member } from "../data/json-value.ts";
import { placeOf } from "../data/place.ts";
import { standardFault, WorkflowFault } from "../errors/workflow-fault.ts";
import type { TaskSemantics, TaskWork, WorkOutcome } from "../interpreter.ts";
import { callAction } from "./call-action.ts";

const PROCESSES = ["container", "script", "shell", "workflow"] as const;

function text(value: Json | undefined, field: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw standardFault("configuration", `run.workflow.${field} must be a text that is not empty`);
}

async function runSubflow(work: TaskWork, declared: Json, wait: boolean): Promise<Json> {
  const { run, host } = work.env;
  const value = evaluateTemplate(run.programs, declared, placeOf(work), "run.workflow", { mode: run.mode });
  try {
    return await host.runWorkflow({
      namespace: text(member(value, "namespace"), "namespace"),
      name: text(member(value, "name"), "name"),
      version: text(member(value, "version") ?? "latest", "version"),
      input: member(value, "input") ?? null,
      wait,
      execution: work.execution,
      step: `${work.execution.task}${work.env.trail}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowFault)) throw error;
    // The pointer of the sub-workflow's error is of another document: here, this task is what failed.
    throw new WorkflowFault({ ...error.error, instance: work.execution.task });
  }
}

export const runProcessTask: TaskSemantics<"run"> = {
  kind: "run",
  async run(work): Promise<WorkOutcome> {
    const { run } = work.definition;
    const [process, another] = PROCESSES.filter((each) => member(run, each) !== undefined);
    if (!isJsonObject(run) || process === undefined || another !== undefined) {
      throw standardFault("configuration", `run must have one of ${PROCESSES.join(", ")}`);
    }
    const wait = run["await"] !== false;
    const declared = run[process] ?? null;
    const output =
      process === "workflow"
        ? await runSubflow(work, declared, wait)
        : await callAction(work, process, {
            ...(isJsonObject(declared) ? declared : {}),
            return: run["return"] ?? "stdout",
            await: wait,
          });
    return { type: "done", output: wait ? output : work.input };
  },
};
