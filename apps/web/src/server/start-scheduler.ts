// Keeps the schedules for as long as the process lives: at each time that is due, when a schedule or a run that one waits for
// has changed, and every few seconds in any case.

import { SCHEDULE_TOPIC } from "@ironweave/db";
import type { AppDeps } from "./app-deps.ts";
import { appDeps } from "./app-deps.ts";
import { keepPassing } from "./keep-passing.ts";
import { runSchedules } from "./services/run-schedules.ts";
import { adoptSchedules } from "./services/sync-schedules.ts";

/** A timer may be late, or another process may have changed what is next. */
const LONGEST_PAUSE_MS = 5_000;

/** Starts it; the returned function ends it after the pass under way. */
export function startScheduler(deps: AppDeps = appDeps()): () => Promise<void> {
  let adopted = false;
  return keepPassing({
    pass: async () => {
      if (!adopted) await adoptSchedules(deps);
      adopted = true;
      const nextMs = await runSchedules(deps);
      return nextMs === undefined ? LONGEST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, Math.max(0, nextMs - Date.now()));
    },
    retryMs: LONGEST_PAUSE_MS,
    complaint: "the schedules could not be kept; trying again",
    subscribe: (wake) => deps.listener.subscribe(SCHEDULE_TOPIC, wake),
  }).stop;
}
