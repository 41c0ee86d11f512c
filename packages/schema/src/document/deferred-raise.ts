// Whether a `raise` lets the run go on: `metadata.ironweave.deferred`, an addition of ours (docs/additions.md).

import type { Json } from "@ironweave/jq";
import { resolveReference } from "./reference.ts";

/** True where the error waits for the run's end, so that the tasks after it run. */
export function isDeferredRaise(task: Json | undefined): boolean {
  return task !== undefined && resolveReference(task, "/metadata/ironweave/deferred") === true;
}
