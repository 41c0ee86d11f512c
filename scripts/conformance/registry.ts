// What activities of a case's worker know of the run that asks: its mocks, and where its events go. An activity may begin before
// its run is registered, and waits then.

import type { MockedActions } from "@ironweave/engine/testing";
import type { Json, JsonObject } from "@ironweave/jq";

export interface CaseRun {
  readonly document: Json;
  /** Undefined where the case lets the actions be real. */
  readonly mocked: MockedActions | undefined;
  readonly secrets: JsonObject;
  readonly published: Json[];
  readonly send: (event: JsonObject) => Promise<void>;
  /** By activity: Temporal may ask again for what it has not noted. */
  readonly answers: Map<string, Promise<Json>>;
}

export class Registry {
  readonly #runs = new Map<string, PromiseWithResolvers<CaseRun>>();

  add(runId: string, run: CaseRun): void {
    this.#slot(runId).resolve(run);
  }

  of(runId: string): Promise<CaseRun> {
    return this.#slot(runId).promise;
  }

  #slot(runId: string): PromiseWithResolvers<CaseRun> {
    const slot = this.#runs.get(runId) ?? Promise.withResolvers<CaseRun>();
    this.#runs.set(runId, slot);
    return slot;
  }
}
