// The frame of a task: its execution, its data, and its kind's own frame inside.

import type { Json } from "@ironweave/jq";
import type { TaskExecution } from "@ironweave/schema/run";
import type { Frame, TaskWork } from "../interpreter.ts";
import { isJsonArray, isJsonObject } from "../data/json-value.ts";

/** What `runTask` needs to continue a task. */
export interface TaskFrame {
  readonly execution: TaskExecution;
  readonly startedAt: number;
  readonly rawInput: number;
  readonly input: number;
  readonly deadline: number | undefined;
  readonly work: Frame;
}

/** The frame of a suspended task. */
export function taskFrame(work: Omit<TaskWork, "definition">, inner: Frame): Frame {
  const { values } = work.env.run;
  const { task, name, execution, iteration, attempt } = work.execution;
  return {
    execution: { task, name, execution, iteration, attempt },
    startedAt: work.startedAt,
    rawInput: values.save(work.rawInput),
    input: values.save(work.input),
    ...(work.deadline === undefined ? {} : { deadline: work.deadline }),
    work: inner,
  };
}

function isNumberArray(value: Json | undefined): value is readonly number[] {
  return isJsonArray(value) && value.every((item) => typeof item === "number");
}

/** The execution that a frame's own level holds open, where it is a task's frame. */
export function executionOf(frame: Frame): TaskExecution | undefined {
  const value = frame["execution"];
  if (!isJsonObject(value)) return undefined;
  const { task, name, execution, iteration, attempt } = value;
  if (typeof task !== "string" || typeof name !== "string") return undefined;
  if (typeof execution !== "number" || typeof attempt !== "number" || !isNumberArray(iteration)) return undefined;
  return { task, name, execution, iteration, attempt };
}

/** Reads a task's frame back. Throws where the checkpoint is damaged: that is a bug or foreign data, not a DSL error. */
export function readTaskFrame(frame: Frame): TaskFrame {
  const execution = executionOf(frame);
  const { startedAt, rawInput, input, deadline, work } = frame;
  if (
    execution === undefined ||
    typeof startedAt !== "number" ||
    typeof rawInput !== "number" ||
    typeof input !== "number" ||
    !isJsonObject(work)
  ) {
    throw new Error("the checkpoint holds a damaged task frame");
  }
  return { execution, startedAt, rawInput, input, deadline: typeof deadline === "number" ? deadline : undefined, work };
}
