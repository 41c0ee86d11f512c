// `switch`: the first case whose `when` holds directs the flow; without one the default case; without that the task's own
// `then` (ruling 7). The output is the input.

import type { Json } from "@ironweave/jq";
import { evaluateField, isTruthy } from "../data/evaluate.ts";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { placeOf } from "../data/place.ts";
import { standardFault } from "../errors/workflow-fault.ts";
import type { TaskSemantics, WorkOutcome } from "../interpreter.ts";

function casesOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  if (!isJsonArray(value)) throw standardFault("configuration", "switch must be a list of cases");
  return value.flatMap((item) => (isJsonObject(item) ? Object.entries(item) : []));
}

export const switchTask: TaskSemantics<"switch"> = {
  kind: "switch",
  async run(work): Promise<WorkOutcome> {
    const { run } = work.env;
    const cases = casesOf(work.definition["switch"]);
    const place = placeOf(work);
    const matches = ([name, definition]: readonly [string, Json]): boolean => {
      const when = member(definition, "when");
      if (when === undefined || when === null) return false;
      return isTruthy(evaluateField(run.programs, when, place, `switch/${name}/when`, { mode: run.mode }));
    };
    const chosen = cases.find(matches) ?? cases.find(([, definition]) => (member(definition, "when") ?? null) === null);
    run.onBranch(work.execution.task, chosen === undefined ? "no case" : `case ${chosen[0]}`);
    const then = member(chosen?.[1], "then");
    const output = work.input;
    if (chosen === undefined) return { type: "done", output };
    return { type: "done", output, next: typeof then === "string" ? then : "continue" };
  },
};
