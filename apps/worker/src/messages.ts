// What crosses between the workflow sandbox and the activities, as data. Types and names only, so that both sides may
// import it: no Temporal, no Node.

import type { StandardErrorKind } from "@ironweave/engine";
import type { Json, JsonObject } from "@ironweave/jq";
import type { RunDocumentInput, RunEvent, RunEventHead, TaskExecution } from "@ironweave/schema/run";

/** One attempt of an action. */
export interface ActionRequest {
  readonly tenantId: string;
  readonly runId: string;
  readonly action: string;
  /** The version that the document asks for, where it asks for one. */
  readonly version?: string;
  readonly arguments: Json;
  readonly scope: JsonObject;
  readonly secrets: readonly string[];
  readonly execution: TaskExecution;
  readonly idempotencyKey: string;
  /** The action ends itself after this time with a timeout error. */
  readonly timeoutMs: number;
}

/** Makes the journal durable: whatever of `events` is not stored yet is stored before it returns. */
export interface SealRequest {
  readonly tenantId: string;
  readonly runId: string;
  /** Of large events first the heads: this process has mostly stored them already, so their data need not travel again. */
  readonly events: readonly (RunEvent | RunEventHead)[];
  /** True when no event will follow. */
  readonly final: boolean;
}

/** Nothing was stored, since some of what is missing came without its data: the seal is to be asked for with whole events. */
export const RESEND = { resend: true } as const;

/**
 * Null when all is stored; or the event that had ended the run before, where `events` say otherwise: that event is the
 * truth; or `RESEND`.
 */
export type SealAnswer = RunEvent | typeof RESEND | null;

/** Resolves a sub-workflow to a run that can be started. */
export interface SubflowRequest {
  readonly tenantId: string;
  readonly parentRunId: string;
  /** The step of the parent that asks, and its number among the executions; absent in what an older worker has asked. */
  readonly parent?: { readonly task: string; readonly execution: number };
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  /** The version that `latest` stands for in this run, once it is known. */
  readonly versionId?: string;
  readonly input: Json;
  /** Equal for every repetition: the same request gives the same run. */
  readonly idempotencyKey: string;
}

/** Stores an event that the run emitted; the same event again changes nothing. */
export interface PublishRequest {
  readonly tenantId: string;
  readonly runId: string;
  readonly event: JsonObject;
}

/** What one execution of a `listen` task waits for; a later revision replaces an earlier one. */
export interface AnnounceRequest {
  readonly tenantId: string;
  readonly runId: string;
  readonly execution: number;
  readonly revision: number;
  readonly filters: Json;
  readonly takes: "first" | "each" | "stream";
}

/** Activities that are not actions. */
export interface SystemActivities {
  sealJournal(request: SealRequest): Promise<SealAnswer>;
  resolveSubflow(request: SubflowRequest): Promise<RunDocumentInput>;
  publishEvent(request: PublishRequest): Promise<void>;
  announceListener(request: AnnounceRequest): Promise<void>;
  removeListener(request: Pick<AnnounceRequest, "tenantId" | "runId" | "execution">): Promise<void>;
}

/** The system activities of events, as the worker's owner provides them. */
export type EventActivities = Pick<SystemActivities, "publishEvent" | "announceListener" | "removeListener">;

/** The workflow's own out-of-band channel to the journal: fast, not durable; the seal makes up for what it loses. */
export type JournalSinks = {
  readonly journal: { readonly append: (tenantId: string, runId: string, event: RunEvent) => void };
};

/** `type` of the ApplicationFailure by which an ActionError crosses; its one detail is an `ActionFailure`. */
export const ACTION_FAILURE = "ActionError";
/** `type` of the ApplicationFailure by which a run's fault ends its execution; its one detail is a `WorkflowError`. */
export const WORKFLOW_FAULT = "WorkflowFault";
/** `type` of the ApplicationFailure of a local attempt that takes too long and is to be repeated as a real activity. */
export const TOO_SLOW_FOR_LOCAL = "TooSlowForLocal";

export interface ActionFailure {
  readonly kind: StandardErrorKind;
  readonly message: string;
  readonly status?: number;
  readonly title?: string;
  /** How long the other side asks to be left alone. */
  readonly retryAfterMs?: number;
}

/** `type` of the ApplicationFailure of an emitted event that cannot be stored; its message says why. */
export const EVENT_REFUSED = "EventRefused";

/** By `type` of the ApplicationFailure of a sub-workflow that is not started: the fault of its task, with the failure's message. */
export const SUBFLOW_REFUSALS = {
  SubflowNotFound: { kind: "configuration", title: "unknown_workflow" },
  SubflowTooDeep: { kind: "runtime", title: "start_too_deep" },
  NamespaceDisabled: { kind: "configuration", title: "namespace_disabled" },
} as const;

export type SubflowRefusal = keyof typeof SUBFLOW_REFUSALS;
