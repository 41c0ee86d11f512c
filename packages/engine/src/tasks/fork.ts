// `fork`: branches side by side, each with the task's input (ruling 4). Not competing: all outputs, in declared order; the
// first fault cancels the others. Competing: the first to complete wins and the others are cancelled; all failed: the first
// fault. `end` in a branch cancels the others and completes the workflow (ruling 8).
// For a checkpoint each branch stops at its next boundary; finished branches keep their results in the frame.

import type { Json } from "@ironweave/jq";
import type { WorkflowError } from "@ironweave/schema/run";
import { recordCancelled } from "../checkpoint/open-executions.ts";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { standardFault, WorkflowFault } from "../errors/workflow-fault.ts";
import { openScope } from "../flow/environment.ts";
import { gather } from "../flow/gather.ts";
import { tasksOf } from "../flow/run-list.ts";
import { sideBySide } from "../flow/side-by-side.ts";
import type { Frame, TaskOutcome, TaskPlace, TaskSemantics, TaskWork, WorkOutcome } from "../interpreter.ts";

/** More branches than this would exceed what a durable host can hold open at once. */
const MAX_BRANCHES = 2000;

interface Finished {
  readonly outputs: Map<number, Json>;
  /** Faults of competing branches in the order in which they came. */
  readonly faults: { readonly branch: number; readonly error: WorkflowError }[];
}

type Decision =
  | { readonly type: "won" | "end"; readonly output: Json }
  | { readonly type: "failed"; readonly error: unknown };

function readFinished(work: TaskWork, frame: Frame | undefined): Finished {
  const { values } = work.env.run;
  const outputs = new Map<number, Json>();
  const faults: { branch: number; error: WorkflowError }[] = [];
  for (const [branch, number] of Object.entries(member(frame, "outputs") ?? {})) {
    outputs.set(Number(branch), values.load(number));
  }
  const saved = frame?.["faults"];
  for (const entry of isJsonArray(saved) ? saved : []) {
    const branch = member(entry, "branch");
    const error = values.load(member(entry, "error"));
    if (typeof branch !== "number" || !isWorkflowError(error))
      throw new Error("the checkpoint holds a damaged fork frame");
    faults.push({ branch, error });
  }
  return { outputs, faults };
}

function isWorkflowError(value: Json): value is Json & WorkflowError {
  return isJsonObject(value) && typeof value["type"] === "string" && typeof value["status"] === "number";
}

/** What a branch's end decides for the whole fork, or undefined where the fork goes on. */
function decide(outcome: TaskOutcome, branch: TaskPlace, compete: boolean): Decision | undefined {
  if (outcome.type === "end") return { type: "end", output: outcome.output };
  if (outcome.type === "suspended") return undefined;
  if (outcome.next === "end") return { type: "end", output: outcome.output };
  if (outcome.next !== "continue" && outcome.next !== "exit") {
    const fault = standardFault("configuration", `then: ${outcome.next} cannot leave a branch of a fork`, {
      instance: branch.reference,
    });
    return { type: "failed", error: fault };
  }
  return compete ? { type: "won", output: outcome.output } : undefined;
}

export const forkTask: TaskSemantics<"fork"> = {
  kind: "fork",
  async run(work, frame): Promise<WorkOutcome> {
    const { env, execution, definition, input } = work;
    const { values } = env.run;
    const compete = member(definition["fork"], "compete") === true;
    const branches = tasksOf(`${execution.task}/fork/branches`, member(definition["fork"], "branches"));
    if (branches.length > MAX_BRANCHES) {
      throw standardFault("configuration", `a fork may have at most ${MAX_BRANCHES} branches, has ${branches.length}`);
    }
    const { outputs, faults } = readFinished(work, frame);
    const isFinished = (index: number): boolean => outputs.has(index) || faults.some(({ branch }) => branch === index);
    const parked = new Map<number, Frame>();
    let decision: Decision | undefined;
    await sideBySide<TaskOutcome>({
      host: env.host,
      pieces: branches.flatMap((_, index) => (isFinished(index) ? [] : [index])),
      width: branches.length,
      begin(index) {
        const saved = member(frame?.["parked"], String(index));
        const inner = isJsonObject(saved) ? saved : undefined;
        const branch = branches[index] as TaskPlace;
        return openScope(env, (inside) => env.run.runTask({ ...inside, attempts: env.attempts }, branch, input, inner));
      },
      settled(index, result) {
        if (result.status === "fulfilled") {
          const outcome = result.value;
          decision ??= decide(outcome, branches[index] as TaskPlace, compete);
          if (outcome.type === "suspended") parked.set(index, outcome.frame);
          else outputs.set(index, outcome.output);
        } else if (compete && result.reason instanceof WorkflowFault) {
          faults.push({ branch: index, error: result.reason.error });
        } else decision ??= { type: "failed", error: result.reason };
        return decision === undefined ? "keep" : "stop";
      },
    });

    if (decision !== undefined) {
      for (const inner of parked.values()) recordCancelled(env.host, inner);
      return finish(decision);
    }
    if (parked.size > 0) {
      return {
        type: "suspended",
        frame: {
          outputs: Object.fromEntries([...outputs].map(([index, output]) => [String(index), values.save(output)])),
          faults: faults.map(({ branch, error }) => ({ branch, error: values.save({ ...error }) })),
          parked: Object.fromEntries([...parked].map(([index, inner]) => [String(index), inner])),
        },
      };
    }
    const [first] = faults;
    if (first !== undefined) throw new WorkflowFault(first.error);
    return { type: "done", output: gather(branches.map((_, index) => outputs.get(index) ?? null)) };
  },
};

function finish(decision: Decision): WorkOutcome {
  if (decision.type === "failed") throw decision.error;
  return { type: decision.type === "end" ? "end" : "done", output: decision.output };
}
