// Waits for a run's end, for callers that want the outcome in one request.

import { hasEnded } from "@ironweave/schema/run";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { RunDetail } from "../contract/run-contract.ts";
import { createBell } from "../http/bell.ts";
import { getRun } from "./get-run.ts";

export interface WaitForRun {
  readonly runId: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** The run as it is when it has ended, or when the time is over. @throws ApiError `not_found` */
export async function waitForRun(deps: AppDeps, actor: Actor, wait: WaitForRun): Promise<RunDetail> {
  const deadline = Date.now() + wait.timeoutMs;
  const bell = createBell(wait.signal);
  const unsubscribe = deps.listener.subscribe(wait.runId, bell.ring);
  try {
    for (;;) {
      const run = await getRun(deps, actor, wait.runId);
      const left = deadline - Date.now();
      if (hasEnded(run.status) || left <= 0 || wait.signal?.aborted === true) return run;
      await bell.next(left);
    }
  } finally {
    unsubscribe();
    bell.silence();
  }
}
