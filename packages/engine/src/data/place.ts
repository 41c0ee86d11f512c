// What an expression may read where it stands: the arguments of dsl.md, "Data flow". Values are built only when asked for.

import type { Json, JsonObject } from "@ironweave/jq";
import type { Environment, TaskWork } from "../interpreter.ts";
import type { RunState } from "../run-state.ts";
import type { Place } from "./evaluate.ts";
import { dateTimeDescriptor } from "./instant.ts";

const ALWAYS = ["context", "input", "output", "runtime", "task", "workflow"];

const RUNTIME = { name: "ironweave", version: "0.1.0", metadata: {} };

/** A part of an expression's surroundings that differs from place to place. */
export interface PlaceParts {
  /** Value of `.`. */
  readonly input: Json;
  readonly reference: string;
  /** `$input`; `.` unless given. */
  readonly taskInput?: Json;
  /** `$output`; null unless given. */
  readonly output?: Json;
  /** `$task`; null unless given. */
  task?(): JsonObject;
}

function workflowDescriptor(run: RunState): JsonObject {
  return {
    id: run.identity.id,
    definition: run.document,
    input: run.input,
    startedAt: dateTimeDescriptor(run.startedAt),
    ...(run.failure === undefined ? {} : { failure: { ...run.failure } }),
  };
}

function runtimeDescriptor(run: RunState): JsonObject {
  const { name, version, metadata } = { ...RUNTIME, ...run.identity.runtime };
  return { name, version, metadata };
}

/** A place in the environment's scope; loop variables of the environment hide nothing of the DSL's own names. */
export function placeIn(env: Pick<Environment, "run" | "host" | "variables" | "extended">, parts: PlaceParts): Place {
  const { run } = env;
  return {
    input: parts.input,
    reference: parts.reference,
    names: [...ALWAYS, ...Object.keys(env.variables)],
    now: () => env.host.now(),
    variable(name) {
      switch (name) {
        case "context":
          return run.context;
        case "input":
          return parts.taskInput === undefined ? parts.input : parts.taskInput;
        case "output":
          return parts.output ?? null;
        case "workflow":
          return workflowDescriptor(run);
        case "runtime":
          return runtimeDescriptor(run);
        case "task":
          return env.extended ?? parts.task?.() ?? null;
        default:
          return Object.hasOwn(env.variables, name) ? env.variables[name] : undefined;
      }
    },
  };
}

/** `$task` of an execution. `output` is the raw output, once there is one. */
export function taskDescriptor(work: TaskWork, output?: Json): JsonObject {
  return {
    name: work.execution.name,
    reference: work.execution.task,
    definition: work.definition,
    input: work.rawInput,
    ...(output === undefined ? {} : { output }),
    startedAt: dateTimeDescriptor(work.startedAt),
  };
}

/** The place of a field of the task's own definition: `.` and `$input` are the transformed input. */
export function placeOf(work: TaskWork, input: Json = work.input): Place {
  return placeIn(work.env, {
    input,
    taskInput: work.input,
    reference: work.execution.task,
    task: () => taskDescriptor(work),
  });
}
