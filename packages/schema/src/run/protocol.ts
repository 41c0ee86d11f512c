// The names that the web app, the worker and the CLI use to talk through Temporal, as data. No import of Temporal here.

import type { Json } from "@ironweave/jq";

/** The one interpreter workflow type. */
export const RUN_DOCUMENT_WORKFLOW = "runDocument";
/** Name of the signal that hands a CloudEvent to a run. */
export const DELIVER_EVENT_SIGNAL = "deliverEvent";
/** The task queue used unless configured otherwise. */
export const DEFAULT_TASK_QUEUE = "ironweave";

/** What a run is started with. `definition` is the text of the version; its hash is recorded beside it. */
export interface RunDocumentInput {
  readonly tenantId: string;
  readonly namespace: string;
  readonly workflowName: string;
  readonly runId: string;
  readonly versionId: string;
  readonly definitionHash: string;
  /** The document as JSON, parsed and validated by the caller. */
  readonly document: Json;
  readonly input: Json;
}

/** Temporal workflow ids are derived, never chosen by a user. */
export function temporalWorkflowId(tenantId: string, runId: string): string {
  return `${tenantId}/${runId}`;
}
