// Entry of the run protocol: events, snapshots and names, without the YAML or validation code.
export { durationMs } from "./duration-ms.ts";
export { EVENT_LIMITS, eventProblem } from "./event-problem.ts";
export { endsRun, hasEnded } from "./run-end.ts";
export type { EndStatus } from "./run-end.ts";
export { headOf, lifecycleEventType } from "./run-event.ts";
export type { RunEvent, RunEventBody, RunEventHead, RunEventType, TaskExecution, WorkflowError } from "./run-event.ts";
export type { RunSnapshot, RunStatus, TaskSnapshot, TaskStatus } from "./run-snapshot.ts";
export { DEFAULT_TASK_QUEUE, DELIVER_EVENT_SIGNAL, RUN_DOCUMENT_WORKFLOW, temporalWorkflowId } from "./protocol.ts";
export type { RunDocumentInput } from "./protocol.ts";
export { applyRunEvent, applyRunEvents, emptyRunSnapshot } from "./apply-run-event.ts";
