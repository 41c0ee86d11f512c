// A state's own time limit. Without one Direktiv ends it after 15 minutes, which the workflow's limit says already unless it
// is longer. The five seconds that Direktiv grants besides are left out.

import type { JsonObject } from "@ironweave/jq";
import { isoDuration, isoSeconds } from "../read/iso-duration.ts";
import { textOf } from "../tasks/context.ts";
import type { ImportContext } from "../tasks/context.ts";

const DEFAULT_SECONDS = 15 * 60;

/** `timeout` of a task, where it says something; `extraSeconds` is what Direktiv adds to a timeout that is set. */
export function stateTimeout(state: JsonObject, context: ImportContext, extraSeconds: number): JsonObject {
  const own = textOf(state["timeout"]);
  const seconds = own === undefined ? undefined : isoSeconds(own);
  if (own !== undefined && seconds !== undefined)
    return { timeout: { after: extraSeconds === 0 ? own : isoDuration(seconds + extraSeconds) } };
  return context.softSeconds > DEFAULT_SECONDS ? { timeout: { after: "PT15M" } } : {};
}
