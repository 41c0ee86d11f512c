// The frame of a whole run: what all tasks share, the table of values, and the list frame of `/do` (ADR 0041).

import type { Json } from "@ironweave/jq";
import { isJsonArray, isJsonObject } from "../data/json-value.ts";
import type { Frame } from "../interpreter.ts";
import type { RunState } from "../run-state.ts";

/** The layout of frames. It grows by one when a frame of before can no longer be read as it is. */
const LAYOUT = 1;

/** A checkpoint, read back. */
export interface WorkflowFrame {
  readonly values: readonly Json[];
  readonly startedAt: number;
  readonly executions: number;
  readonly input: number;
  readonly context: number;
  readonly deadline: number | undefined;
  /** The deferred failure, in the table of values; absent where there is none. */
  readonly failure: number | undefined;
  /** What was read from elsewhere; absent where nothing was, and in frames of before. */
  readonly resources: Json | undefined;
  readonly list: Frame;
}

/** The frames of a `checkpoint` outcome. */
export function workflowFrame(run: RunState, list: Frame, deadline: number | undefined): Json {
  const input = run.values.save(run.input);
  const context = run.values.save(run.context);
  const failure = run.failure === undefined ? undefined : run.values.save({ ...run.failure });
  const resources = run.resources.save();
  return {
    layout: LAYOUT,
    startedAt: run.startedAt,
    executions: run.executions,
    input,
    context,
    ...(deadline === undefined ? {} : { deadline }),
    ...(failure === undefined ? {} : { failure }),
    ...(resources === undefined ? {} : { resources }),
    list,
    values: run.values.all(),
  };
}

/** Reads frames back. Throws an Error where they are not a checkpoint of this engine: a bug, or foreign data. */
export function readWorkflowFrame(frames: Json): WorkflowFrame {
  const { layout, values, startedAt, executions, input, context, deadline, failure, resources, list } = isJsonObject(
    frames,
  )
    ? frames
    : {};
  if (layout !== LAYOUT)
    throw new Error(`checkpoint layout ${JSON.stringify(layout)} is not the one this engine reads (${LAYOUT})`);
  if (
    !isJsonArray(values) ||
    typeof startedAt !== "number" ||
    typeof executions !== "number" ||
    typeof input !== "number" ||
    typeof context !== "number" ||
    !isJsonObject(list)
  ) {
    throw new Error("the checkpoint is damaged");
  }
  return {
    values,
    startedAt,
    executions,
    input,
    context,
    deadline: typeof deadline === "number" ? deadline : undefined,
    failure: typeof failure === "number" ? failure : undefined,
    resources,
    list,
  };
}
