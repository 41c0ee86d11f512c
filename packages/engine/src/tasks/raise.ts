// `raise`: faults with the error described, inline or in `use.errors`; its `instance` is this task (dsl-reference, "Raise").
// A deferred one lets the run go on, which then ends with the error (ADR 0111); the first of several counts.

import type { Json } from "@ironweave/jq";
import { evaluateTemplate } from "../data/evaluate.ts";
import { wrappedExpression } from "../data/expression-text.ts";
import { member } from "../data/json-value.ts";
import { placeOf } from "../data/place.ts";
import { readError } from "../errors/read-error.ts";
import { standardFault, WorkflowFault } from "../errors/workflow-fault.ts";
import type { TaskSemantics, TaskWork } from "../interpreter.ts";

function declaredError(work: TaskWork): Json {
  const error = member(work.definition["raise"], "error");
  if (typeof error !== "string" || wrappedExpression(error) !== undefined) return error ?? null;
  const named = member(member(work.env.run.use, "errors"), error);
  if (named === undefined) throw standardFault("configuration", `error ${error} is not defined in use.errors`);
  return named;
}

/**
 * True where the error waits for the run's end: `metadata.ironweave.deferred` (ADR 0111). Throws a configuration fault (400)
 * `invalid_deferred` where it is neither true nor false.
 */
function isDeferred({ definition }: TaskWork): boolean {
  const asked = member(member(definition["metadata"], "ironweave"), "deferred");
  if (asked === undefined || asked === null || typeof asked === "boolean") return asked === true;
  const detail = "metadata.ironweave.deferred must be true or false";
  throw standardFault("configuration", detail, { title: "invalid_deferred" });
}

export const raiseTask: TaskSemantics<"raise"> = {
  kind: "raise",
  async run(work) {
    const { run } = work.env;
    const value = evaluateTemplate(run.programs, declaredError(work), placeOf(work), "raise.error", { mode: run.mode });
    const error = readError(value, work.execution.task);
    if (!isDeferred(work)) throw new WorkflowFault(error);
    run.failure ??= error;
    return { type: "done", output: work.input };
  },
};
