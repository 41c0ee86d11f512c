// The fault of an `emit` whose event the rules of CloudEvents forbid, the same on every host.

import { standardFault } from "./workflow-fault.ts";
import type { WorkflowFault } from "./workflow-fault.ts";

/** A validation fault with the title `event_refused`; the problem is a sentence of `eventProblem`. */
export function refusedEvent(problem: string): WorkflowFault {
  return standardFault("validation", problem, { title: "event_refused" });
}
