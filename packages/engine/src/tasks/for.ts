// `for`: the list once per item; each iteration's input is the previous one's output, the last one's output is the task's
// (ruling 5). With `metadata.ironweave.concurrency` it is another loop: see for-side-by-side.ts.

import { evaluateField, isTruthy } from "../data/evaluate.ts";
import { isJsonObject } from "../data/json-value.ts";
import { placeIn, taskDescriptor } from "../data/place.ts";
import type { TaskSemantics, WorkOutcome } from "../interpreter.ts";
import { runSideBySide } from "./for-side-by-side.ts";
import { concurrencyOf, iterationOf, openLoop, saveLoop } from "./loop.ts";

export const forTask: TaskSemantics<"for"> = {
  kind: "for",
  async run(work, frame): Promise<WorkOutcome> {
    const { env, execution, definition } = work;
    const { values } = env.run;
    const width = concurrencyOf(work);
    const loop = openLoop(work, frame);
    if (width !== undefined) return runSideBySide(work, loop, width, frame);
    const condition = definition["while"];
    let value = frame === undefined ? work.input : values.load(frame["value"]);
    let inner = isJsonObject(frame?.["list"]) ? frame["list"] : undefined;
    let entered = frame !== undefined;
    for (let index = typeof frame?.["index"] === "number" ? frame["index"] : 0; index < loop.items.length; index += 1) {
      const around = iterationOf(env, loop, index);
      if (condition !== undefined && condition !== null && inner === undefined) {
        const parts = { input: value, taskInput: work.input, reference: execution.task };
        const place = placeIn(around, { ...parts, task: () => taskDescriptor(work) });
        if (!isTruthy(evaluateField(env.run.programs, condition, place, "while", { mode: env.run.mode }))) break;
      }
      if (!entered) env.run.onBranch(execution.task, "some iterations");
      entered = true;
      const outcome = await env.run.runList(around, `${execution.task}/do`, definition["do"], value, inner);
      if (outcome.type === "end") return outcome;
      if (outcome.type === "suspended") {
        return {
          type: "suspended",
          frame: { index, value: values.save(value), list: outcome.frame, ...saveLoop(loop, work) },
        };
      }
      inner = undefined;
      value = outcome.output;
      // `exit` ends the loop, not only the iteration (ruling 9).
      if (outcome.exited) break;
    }
    if (!entered) env.run.onBranch(execution.task, "no iteration");
    return { type: "done", output: value };
  },
};
