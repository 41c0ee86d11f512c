// The durable engine as the services see it: a port, so that services are tested without Temporal.
// Ids are derived from tenant and run here and nowhere else; no caller passes an id of the engine.

import type { JsonObject } from "@ironweave/jq";
import type { RunDocumentInput } from "@ironweave/schema/run";

/** `gone` means that the engine has no execution under the run's id, e.g. after its data was lost. */
export type ExecutionState = "running" | "closed" | "gone";

/** Every method rejects with `EngineUnavailable` where the engine does not answer in `LIMITS.dependencyMs`. */
export interface RunEngine {
  /** Starts the run; a run that was started before is left alone. */
  start(run: RunDocumentInput): Promise<void>;
  /** Asks the run to end as cancelled. A run that has ended is left alone. */
  cancel(tenantId: string, runId: string): Promise<void>;
  /** Hands an event to a run, which knows it again by source and id. False where the run has ended. */
  deliver(tenantId: string, runId: string, event: JsonObject): Promise<boolean>;
  state(tenantId: string, runId: string): Promise<ExecutionState>;
  /** True where a worker has asked for work lately: one that is gone is missed after a minute and a half. */
  hasWorkers(): Promise<boolean>;
}

/** The engine did not answer; whether it acted is unknown. */
export class EngineUnavailable extends Error {
  override readonly name = "EngineUnavailable";
}

/** True for that error. By name: Next bundles entries apart, so the class may exist several times in one process. */
export function isEngineUnavailable(error: unknown): boolean {
  return error instanceof Error && error.name === "EngineUnavailable";
}
