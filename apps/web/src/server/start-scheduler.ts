// Keeps the schedules for as long as the process lives: at each time that is due, when a schedule or a run that one waits for
// has changed, and every few seconds in any case. Several processes may do it at once; the database is the arbiter.

import { SCHEDULE_TOPIC } from "@ironweave/db";
import type { AppDeps } from "./app-deps.ts";
import { appDeps } from "./app-deps.ts";
import { runSchedules } from "./services/run-schedules.ts";
import { adoptSchedules } from "./services/sync-schedules.ts";

/** A timer may be late, or another process may have changed what is next. */
const LONGEST_PAUSE_MS = 5_000;

/** Starts it; the returned function ends it after the pass under way. */
export function startScheduler(deps: AppDeps = appDeps()): () => Promise<void> {
  let stopped = false;
  let adopted = false;
  let failing = false;
  let asked = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const passes = async (): Promise<void> => {
    let pauseMs = LONGEST_PAUSE_MS;
    while (asked) {
      asked = false;
      pauseMs = LONGEST_PAUSE_MS;
      try {
        if (!adopted) await adoptSchedules(deps);
        adopted = true;
        const nextMs = await runSchedules(deps);
        if (nextMs !== undefined) pauseMs = Math.min(pauseMs, Math.max(0, nextMs - Date.now()));
        failing = false;
      } catch (error) {
        // Said once per outage.
        if (!failing) console.error("the schedules could not be kept; trying again", error);
        failing = true;
      }
    }
    running = undefined;
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(wake, pauseMs);
    timer.unref();
  };
  const wake = (): void => {
    if (stopped) return;
    asked = true;
    running ??= passes();
  };
  const unsubscribe = deps.listener.subscribe(SCHEDULE_TOPIC, wake);
  wake();
  return async () => {
    stopped = true;
    unsubscribe();
    clearTimeout(timer);
    await running;
  };
}
