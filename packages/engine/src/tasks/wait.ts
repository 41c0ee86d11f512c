// `wait`: sleeps for a duration; the output is the input. A checkpoint keeps the instant, not the rest.

import { placeOf } from "../data/place.ts";
import { evaluateDuration } from "../flow/timeout-of.ts";
import { sleepUntil } from "../flow/wait-for.ts";
import type { TaskSemantics } from "../interpreter.ts";

export const waitTask: TaskSemantics<"wait"> = {
  kind: "wait",
  async run(work, frame) {
    const { env, input } = work;
    const until =
      typeof frame?.["until"] === "number"
        ? frame["until"]
        : env.host.now() + evaluateDuration(env, work.definition["wait"] ?? null, placeOf(work), "wait");
    const waited = await sleepUntil(env, until);
    return waited.type === "suspended" ? { type: "suspended", frame: { until } } : { type: "done", output: input };
  },
};
