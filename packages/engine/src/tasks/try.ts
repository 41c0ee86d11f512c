// `try`: runs its tasks; a fault that `catch` is for is retried as its policy allows, then `catch.do` runs once (ruling 10).
// Retried without success and without `catch.do`, the last fault goes on; caught without either, the output is the input.
// Cancellation is never caught.

import type { Json } from "@ironweave/jq";
import { evaluateTemplate } from "../data/evaluate.ts";
import type { Place } from "../data/evaluate.ts";
import { isJsonObject, member } from "../data/json-value.ts";
import { placeIn, placeOf, taskDescriptor } from "../data/place.ts";
import { matchesErrorFilter } from "../errors/error-filter.ts";
import { standardFault, WorkflowFault } from "../errors/workflow-fault.ts";
import { withVariables } from "../flow/environment.ts";
import { attemptLimitMs, isWhen, retryDelayMs, retryPolicy } from "../flow/retry-delay.ts";
import { tasksOf } from "../flow/run-list.ts";
import { sleepUntil } from "../flow/wait-for.ts";
import { withDeadline } from "../flow/with-deadline.ts";
import type {
  AttemptCounter,
  Environment,
  Frame,
  ListOutcome,
  TaskSemantics,
  TaskWork,
  WorkOutcome,
} from "../interpreter.ts";

type Phase =
  | { readonly type: "try"; readonly deadline: number | undefined; readonly inner?: Frame }
  | { readonly type: "delay"; readonly until: number }
  | { readonly type: "catch"; readonly error: Json; readonly inner?: Frame };

/** What survives a checkpoint, besides the phase. */
interface Progress {
  /** Retries made so far. */
  retries: number;
  /** The attempt that tasks inside show. */
  attempt: number;
  readonly counter: AttemptCounter;
}

function errorVariable(work: TaskWork): string {
  const as = member(work.definition["catch"], "as");
  return typeof as === "string" && as !== "" ? as.replace(/^\$/, "") : "error";
}

/** The place of the catch's own expressions: the error under its name, the task's input as `.`. */
function catchPlace(work: TaskWork, error: Json): Place {
  return placeIn(withVariables(work.env, { [errorVariable(work)]: error }), {
    input: work.input,
    reference: work.execution.task,
    task: () => taskDescriptor(work),
  });
}

function isCaught(work: TaskWork, fault: WorkflowFault): boolean {
  const { env, definition } = work;
  const filter = member(member(definition["catch"], "errors"), "with") ?? {};
  const expected = evaluateTemplate(env.run.programs, filter, placeOf(work), "catch.errors.with", {
    mode: env.run.mode,
  });
  if (!matchesErrorFilter(expected, fault.error)) return false;
  return isWhen(env, definition["catch"], catchPlace(work, { ...fault.error }), "catch");
}

function firstPhase(work: TaskWork): Phase {
  const limit = attemptLimitMs(
    work.env,
    retryPolicy(work.env, member(work.definition["catch"], "retry")),
    placeOf(work),
  );
  return { type: "try", deadline: limit === undefined ? undefined : work.env.host.now() + limit };
}

/** What follows a fault: another attempt after a delay, `catch.do`, or nothing any more. */
function afterFault(work: TaskWork, progress: Progress, fault: WorkflowFault): Phase | undefined {
  const { env, definition, execution, startedAt } = work;
  const handler = definition["catch"];
  const error: Json = { ...fault.error };
  const policy = retryPolicy(env, member(handler, "retry"));
  if (policy !== undefined) {
    const place = catchPlace(work, error);
    const delayMs = retryDelayMs(env, policy, place, progress.retries + 1, startedAt, fault.retryAfterMs);
    if (delayMs !== undefined) {
      progress.retries += 1;
      env.host.record({ type: "task.retried", error: fault.error, delayMs, ...execution });
      return { type: "delay", until: env.host.now() + delayMs };
    }
  }
  if (member(handler, "do") !== undefined) return { type: "catch", error };
  if (policy !== undefined) throw fault;
  return undefined;
}

function readPhase(work: TaskWork, frame: Frame): Phase {
  const { phase, deadline, until, error, list } = frame;
  const inner = isJsonObject(list) ? { inner: list } : {};
  if (phase === "delay" && typeof until === "number") return { type: "delay", until };
  if (phase === "catch") return { type: "catch", error: work.env.run.values.load(error), ...inner };
  return { type: "try", deadline: typeof deadline === "number" ? deadline : undefined, ...inner };
}

function suspend(work: TaskWork, progress: Progress, phase: Phase, list?: Frame): WorkOutcome {
  const { retries, attempt, counter } = progress;
  return {
    type: "suspended",
    frame: {
      phase: phase.type,
      retries,
      attempt,
      highest: counter.highest,
      ...(phase.type === "try" && phase.deadline !== undefined ? { deadline: phase.deadline } : {}),
      ...(phase.type === "delay" ? { until: phase.until } : {}),
      ...(phase.type === "catch" ? { error: work.env.run.values.save(phase.error) } : {}),
      ...(list === undefined ? {} : { list }),
    },
  };
}

function number(value: Json | undefined, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}

export const tryTask: TaskSemantics<"try"> = {
  kind: "try",
  async run(work, frame): Promise<WorkOutcome> {
    const { env, execution, definition } = work;
    // A list that is none is this task's own fault, and not one of its tasks' that it could catch.
    tasksOf(`${execution.task}/try`, definition["try"]);
    if (!isJsonObject(definition["catch"])) throw standardFault("configuration", "try must have catch");
    const progress: Progress = {
      retries: number(frame?.["retries"], 0),
      attempt: number(frame?.["attempt"], env.attempt),
      counter: { highest: number(frame?.["highest"], env.attempt) },
    };
    let phase = frame === undefined ? firstPhase(work) : readPhase(work, frame);
    try {
      for (;;) {
        if (phase.type === "delay") {
          const waited = await sleepUntil(env, phase.until);
          if (waited.type === "suspended") return suspend(work, progress, phase);
          progress.counter.highest += 1;
          progress.attempt = progress.counter.highest;
          phase = firstPhase(work);
        }
        const step: ListOutcome | WorkflowFault = await runPhase(work, progress, phase);
        if (!(step instanceof WorkflowFault)) {
          if (step.type === "suspended") return suspend(work, progress, phase, step.frame);
          return step.type === "end" ? step : { type: "done", output: step.output };
        }
        const isOver = env.run.executions > env.run.maxExecutions;
        if (isOver || phase.type === "catch" || !isCaught(work, step)) throw step;
        env.run.onBranch(execution.task, "caught");
        const next = afterFault(work, progress, step);
        if (next === undefined) return { type: "done", output: work.input };
        phase = next;
      }
    } finally {
      env.attempts.highest = Math.max(env.attempts.highest, progress.counter.highest);
    }
  },
};

/** The list of a phase: its outcome, or the fault it ended with. */
async function runPhase(
  work: TaskWork,
  progress: Progress,
  phase: Exclude<Phase, { type: "delay" }> | Phase,
): Promise<ListOutcome | WorkflowFault> {
  const { env, execution, definition, input } = work;
  const { runList } = env.run;
  try {
    if (phase.type === "catch") {
      const inside = withVariables(env, { [errorVariable(work)]: phase.error });
      return await runList(inside, `${execution.task}/catch/do`, member(definition["catch"], "do"), input, phase.inner);
    }
    const inside: Environment = { ...env, attempt: progress.attempt, attempts: progress.counter };
    const inner = phase.type === "try" ? phase.inner : undefined;
    return await withDeadline(
      inside,
      phase.type === "try" ? phase.deadline : undefined,
      (limited) => runList(limited, `${execution.task}/try`, definition["try"], input, inner),
      () =>
        standardFault("timeout", "an attempt did not end within retry.limit.attempt.duration", {
          instance: execution.task,
        }),
    );
  } catch (error) {
    if (error instanceof WorkflowFault) return error;
    throw error;
  }
}
