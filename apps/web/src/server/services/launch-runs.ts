// Hands runs that were just accepted to the engine, several at a time. What fails here is left to the reconciler.

import type { AppDeps } from "../app-deps.ts";
import { launchRun } from "./launch-run.ts";

const CONCURRENCY = 8;

/** Resolves when each was tried. */
export async function launchRuns(deps: AppDeps, tenantId: string, runIds: readonly string[]): Promise<void> {
  for (let first = 0; first < runIds.length; first += CONCURRENCY) {
    const group = runIds.slice(first, first + CONCURRENCY);
    await Promise.all(group.map((runId) => launchRun(deps, tenantId, runId)));
  }
}
