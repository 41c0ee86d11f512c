// How a case is judged where time is real: by its run; by the length of the timer that the server keeps for it, where the run
// would take too long; or not at all, and why.

import { canonicalErrorType, durationMs, standardErrorType, STANDARD_ERRORS } from "@ironweave/engine";
import { errorType } from "@ironweave/engine/testing";
import type { ConformanceCase } from "@ironweave/engine/testing";
import type { Json, JsonObject } from "@ironweave/jq";
import { memberOf, visitTasks } from "@ironweave/schema";

export type Judgement =
  | { readonly by: "run"; readonly plannedMs: number }
  | { readonly by: "timer"; readonly timerMs: number }
  | { readonly by: "nothing"; readonly why: string };

/** Real time that a case may take by its own words. */
const MAX_PLANNED_MS = 15_000;

function ms(duration: Json | undefined): number {
  return duration === undefined ? 0 : (durationMs(duration) ?? 0);
}

/** How the case is judged in real time. */
export function judgementOf({ document, test }: ConformanceCase): Judgement {
  const mocks = Object.entries(test.mocks ?? {}).flatMap(([key, mock]) =>
    (mock.calls === undefined ? [mock] : [...mock.calls]).map((call) => ({ key, call })),
  );
  if (test.startAt !== undefined) return { by: "nothing", why: "it begins at a time of its own" };
  const counted = Object.values(test.expect.calls ?? {}).some(({ times }) => times !== undefined);
  if (counted && mocks.some(({ call }) => call.delay !== undefined)) {
    return { by: "nothing", why: "how often a slow answer fits into a time is exact on the virtual clock only" };
  }
  if (mocks.some(({ key, call }) => call.error !== undefined && !isOwn(document, key, call.error))) {
    return { by: "nothing", why: "no action has a failure of such a type" };
  }
  const elapsedMs = ms(test.expect.elapsed);
  const sentMs = Math.max(0, ms(test.cancelAfter), ...(test.events ?? []).map(({ after }) => ms(after)));
  if (sentMs > MAX_PLANNED_MS) return { by: "nothing", why: "what it waits for is sent after more than 15 seconds" };
  if (elapsedMs > MAX_PLANNED_MS) return { by: "timer", timerMs: elapsedMs };
  return { by: "run", plannedMs: Math.max(elapsedMs, sentMs) };
}

/** An action's failure crosses by its kind; what another workflow fails with crosses as it is. */
function isOwn(document: Json, key: string, { type }: JsonObject): boolean {
  const task = [...visitTasks(document)].find(({ name, reference }) => name === key || reference === key);
  if (memberOf(memberOf(task?.task ?? null, "run"), "workflow") !== undefined) return true;
  const uri = typeof type === "string" ? canonicalErrorType(errorType(type)) : "";
  return Object.keys(STANDARD_ERRORS).some(
    (kind) => kind !== "expression" && standardErrorType(kind as "runtime") === uri,
  );
}
