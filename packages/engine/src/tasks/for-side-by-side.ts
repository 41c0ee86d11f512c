// A `for` whose iterations run side by side, so many at a time as `metadata.ironweave.concurrency` says (ADR 0102). Each has the
// task's input; the output is the array of their outputs in the order of the items. The first fault cancels the others; `exit`
// ends its iteration, `end` the workflow.

import type { Json } from "@ironweave/jq";
import { recordCancelled } from "../checkpoint/open-executions.ts";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { standardFault } from "../errors/workflow-fault.ts";
import { openScope } from "../flow/environment.ts";
import { gather } from "../flow/gather.ts";
import { sideBySide } from "../flow/side-by-side.ts";
import type { Frame, ListOutcome, TaskWork, WorkOutcome } from "../interpreter.ts";
import { iterationOf, saveLoop } from "./loop.ts";
import type { Loop } from "./loop.ts";

type Decision = { readonly type: "end"; readonly output: Json } | { readonly type: "failed"; readonly error: unknown };

function readOutputs(work: TaskWork, frame: Frame | undefined): Map<number, Json> {
  const saved = frame === undefined ? [] : work.env.run.values.load(frame["outputs"]);
  if (!isJsonArray(saved)) throw new Error("the checkpoint holds a damaged loop frame");
  return new Map(
    saved.map((entry) => {
      const [index, output] = isJsonArray(entry) ? entry : [];
      if (typeof index !== "number") throw new Error("the checkpoint holds a damaged loop frame");
      return [index, output ?? null];
    }),
  );
}

/** Runs or continues the loop. */
export async function runSideBySide(
  work: TaskWork,
  loop: Loop,
  width: number,
  frame: Frame | undefined,
): Promise<WorkOutcome> {
  const { env, execution, definition, input } = work;
  if (definition["while"] !== undefined && definition["while"] !== null) {
    const detail =
      "a loop with metadata.ironweave.concurrency cannot have `while`: its iterations do not follow each other";
    throw standardFault("configuration", detail, { title: "invalid_concurrency" });
  }
  const outputs = readOutputs(work, frame);
  const parked = new Map<number, Frame>();
  let decision: Decision | undefined;
  if (frame === undefined) env.run.onBranch(execution.task, loop.items.length > 0 ? "some iterations" : "no iteration");

  function* pieces(): Generator<number> {
    for (let index = 0; index < loop.items.length; index += 1) if (!outputs.has(index)) yield index;
  }
  await sideBySide<ListOutcome>({
    host: env.host,
    pieces: pieces(),
    width,
    begin(index) {
      const saved = member(frame?.["parked"], String(index));
      const inner = isJsonObject(saved) ? saved : undefined;
      return openScope(env, (inside) =>
        env.run.runList(
          { ...iterationOf(inside, loop, index), attempts: env.attempts },
          `${execution.task}/do`,
          definition["do"],
          input,
          inner,
        ),
      );
    },
    settled(index, result) {
      if (result.status === "rejected") decision ??= { type: "failed", error: result.reason };
      else if (result.value.type === "end") decision ??= result.value;
      else if (result.value.type === "done") outputs.set(index, result.value.output);
      else {
        parked.set(index, result.value.frame);
        return decision === undefined ? "keep" : "stop";
      }
      return decision === undefined ? "next" : "stop";
    },
  });
  if (decision !== undefined) {
    for (const inner of parked.values()) recordCancelled(env.host, inner);
    return conclude(decision);
  }
  if (parked.size === 0)
    return { type: "done", output: gather(loop.items.map((_, index) => outputs.get(index) ?? null)) };
  return {
    type: "suspended",
    frame: {
      ...saveLoop(loop, work),
      outputs: env.run.values.save([...outputs]),
      parked: Object.fromEntries([...parked].map(([index, inner]) => [String(index), inner])),
    },
  };
}

function conclude(decision: Decision): WorkOutcome {
  if (decision.type === "failed") throw decision.error;
  return decision;
}
