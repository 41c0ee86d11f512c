// `for`: the list once per item; each iteration's input is the previous one's output, the last one's output is the task's
// (ruling 5). The collection is evaluated once. A frame does not hold it where it can be had again from the input by the same
// pure program at the same instant (ADR 0042), so that a loop over many items checkpoints in a few bytes.

import type { Json } from "@ironweave/jq";
import { evaluateField, evaluateProgram, isTruthy } from "../data/evaluate.ts";
import type { Place } from "../data/evaluate.ts";
import { expressionProgram } from "../data/expression-text.ts";
import { isJsonArray, isJsonObject, jsonType, member } from "../data/json-value.ts";
import { placeIn, placeOf, taskDescriptor } from "../data/place.ts";
import { standardFault } from "../errors/workflow-fault.ts";
import { withVariables } from "../flow/environment.ts";
import type { Frame, TaskSemantics, TaskWork, WorkOutcome } from "../interpreter.ts";

interface Loop {
  readonly each: string;
  readonly at: string;
  /** The instant at which the collection was evaluated. */
  readonly clock: number;
  readonly items: readonly Json[];
  /** True where the collection can be evaluated again from the frame. */
  readonly repeatable: boolean;
}

function nameOf(value: Json | undefined, fallback: string): string {
  return typeof value === "string" && value !== "" ? value.replace(/^\$/, "") : fallback;
}

function evaluateItems(work: TaskWork, clock: number): Pick<Loop, "items" | "repeatable"> {
  const declared = member(work.definition["for"], "in");
  if (typeof declared === "string") {
    const { programs } = work.env.run;
    const text = expressionProgram(declared);
    const place: Place = { ...placeOf(work), now: () => clock };
    const items = evaluateProgram(programs, text, place, "for.in");
    // `$context` may change while the loop runs; everything else that the program reads is in the frame or the document.
    const repeatable = !programs.get(text, place.names).freeVariables.includes("context");
    if (isJsonArray(items)) return { items, repeatable };
    throw standardFault("expression", `for.in must give an array, gives ${jsonType(items)}`);
  }
  if (isJsonArray(declared)) return { items: declared, repeatable: true };
  throw standardFault("configuration", "for.in must be an expression");
}

function openLoop(work: TaskWork, frame: Frame | undefined): Loop {
  const declared = work.definition["for"];
  const each = nameOf(member(declared, "each"), "item");
  const at = nameOf(member(declared, "at"), "index");
  const clock = typeof frame?.["clock"] === "number" ? frame["clock"] : work.env.host.now();
  if (frame?.["items"] === undefined) return { each, at, clock, ...evaluateItems(work, clock) };
  const items = work.env.run.values.load(frame["items"]);
  if (!isJsonArray(items)) throw new Error("the checkpoint holds a damaged loop frame");
  return { each, at, clock, items, repeatable: false };
}

export const forTask: TaskSemantics<"for"> = {
  kind: "for",
  async run(work, frame): Promise<WorkOutcome> {
    const { env, execution, definition } = work;
    const { values } = env.run;
    const loop = openLoop(work, frame);
    const condition = definition["while"];
    let value = frame === undefined ? work.input : values.load(frame["value"]);
    let inner = isJsonObject(frame?.["list"]) ? frame["list"] : undefined;
    let entered = frame !== undefined;
    for (let index = typeof frame?.["index"] === "number" ? frame["index"] : 0; index < loop.items.length; index += 1) {
      const variables = { [loop.each]: loop.items[index] ?? null, [loop.at]: index };
      const around = {
        ...withVariables(env, variables),
        iteration: [...env.iteration, index],
        trail: `${env.trail}/${index}`,
      };
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
          frame: {
            index,
            clock: loop.clock,
            value: values.save(value),
            list: outcome.frame,
            ...(loop.repeatable ? {} : { items: values.save(loop.items) }),
          },
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
