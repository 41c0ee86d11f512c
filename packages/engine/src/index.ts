// The interpreter of the DSL. Pure: imports jq and schema only, and reads the world through `Host`.
export type {
  ActionCall,
  CancelScope,
  CloudEvent,
  DeferredExpression,
  EventListener,
  EventSubscription,
  Host,
  Scope,
  SubflowCall,
} from "./host.ts";
export { runWorkflow } from "./run-workflow.ts";
export type { WorkflowOutcome, WorkflowRun } from "./run-workflow.ts";
export type { BranchObserver, RunIdentity } from "./run-state.ts";
export { Cancelled } from "./cancelled.ts";
export { faultAt, faultFromActionError, standardFault, WorkflowFault } from "./errors/workflow-fault.ts";
export { refusedEvent } from "./errors/refused-event.ts";
export { canonicalErrorType, STANDARD_ERRORS, standardErrorType } from "./errors/standard-error.ts";
export type { StandardErrorKind } from "./errors/standard-error.ts";
export { correlationOf, matchesSubscription } from "./events/matches-subscription.ts";
export { isPlainText, plainTypesOf } from "./events/plain-text.ts";
export { isLargerThan, jsonSize } from "./data/json-size.ts";
export { PAYLOAD_LIMIT_BYTES } from "./flow/gather.ts";
export { durationMs } from "@ironweave/schema/run";
export { isoInstant } from "./data/instant.ts";
export { ENGINE_VERSION } from "./version.ts";
