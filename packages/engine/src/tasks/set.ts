// `set`: the output is what the definition says, evaluated; it replaces, it does not merge (ruling 6).

import { evaluateField, evaluateTemplate } from "../data/evaluate.ts";
import { placeOf } from "../data/place.ts";
import type { TaskSemantics } from "../interpreter.ts";

export const setTask: TaskSemantics<"set"> = {
  kind: "set",
  async run(work) {
    const { run } = work.env;
    const value = work.definition["set"] ?? null;
    // From 1.0.1 on `set` may be one expression; a string can then mean nothing else, wrapped or not.
    const evaluate = typeof value === "string" ? evaluateField : evaluateTemplate;
    return { type: "done", output: evaluate(run.programs, value, placeOf(work), "set", { mode: run.mode }) };
  },
};
