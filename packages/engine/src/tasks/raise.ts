// `raise`: faults with the error described, inline or in `use.errors`; its `instance` is this task (dsl-reference, "Raise").

import type { Json } from "@ironweave/jq";
import type { WorkflowError } from "@ironweave/schema/run";
import { evaluateTemplate } from "../data/evaluate.ts";
import { wrappedExpression } from "../data/expression-text.ts";
import { isJsonObject, member } from "../data/json-value.ts";
import { placeOf } from "../data/place.ts";
import { standardFault, WorkflowFault } from "../errors/workflow-fault.ts";
import type { TaskSemantics, TaskWork } from "../interpreter.ts";

function declaredError(work: TaskWork): Json {
  const error = member(work.definition["raise"], "error");
  if (typeof error !== "string" || wrappedExpression(error) !== undefined) return error ?? null;
  const named = member(member(work.env.run.use, "errors"), error);
  if (named === undefined) throw standardFault("configuration", `error ${error} is not defined in use.errors`);
  return named;
}

function text(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function readError(value: Json, instance: string): WorkflowError {
  const type = member(value, "type");
  const status = member(value, "status");
  const code = typeof status === "string" ? Number(status) : status;
  if (!isJsonObject(value) || typeof type !== "string" || typeof code !== "number" || !Number.isInteger(code)) {
    throw standardFault("configuration", "raise.error must have a type and a whole number as status");
  }
  const title = text(value["title"]);
  const detail = text(value["detail"]);
  return {
    type,
    status: code,
    ...(title === undefined ? {} : { title }),
    ...(detail === undefined ? {} : { detail }),
    instance,
  };
}

export const raiseTask: TaskSemantics<"raise"> = {
  kind: "raise",
  async run(work) {
    const { run } = work.env;
    const value = evaluateTemplate(run.programs, declaredError(work), placeOf(work), "raise.error", { mode: run.mode });
    throw new WorkflowFault(readError(value, work.execution.task));
  },
};
