// Which states and events are the end of a run. The one place that says so.

import type { RunEventType } from "./run-event.ts";
import type { RunStatus } from "./run-snapshot.ts";

/** How a run can have ended. */
export type EndStatus = Extract<RunStatus, "completed" | "faulted" | "cancelled">;

/** True where a run in this state will not change any more. */
export function hasEnded(status: RunStatus): status is EndStatus {
  return status === "completed" || status === "faulted" || status === "cancelled";
}

/** True for the events after which a journal has no more. */
export function endsRun({ type }: { readonly type: RunEventType }): boolean {
  return type === "workflow.completed" || type === "workflow.faulted" || type === "workflow.cancelled";
}
