// Runs the dispatcher of events for as long as the process lives: at once when an event or a subscription is written, a second
// after a pass that left something, and every ten seconds in any case (the listener's own rhythm).

import { EVENT_TOPIC } from "@ironweave/db";
import type { AppDeps } from "./app-deps.ts";
import { appDeps } from "./app-deps.ts";
import { dispatchEvents } from "./services/dispatch-events.ts";

const RETRY_MS = 1_000;

/** Starts it; the returned function ends it after the pass under way. */
export function startEventDispatcher(deps: AppDeps = appDeps()): () => Promise<void> {
  let stopped = false;
  let failing = false;
  let asked = false;
  let running: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;

  const passes = async (): Promise<void> => {
    while (asked) {
      asked = false;
      try {
        if (await dispatchEvents(deps)) later();
        failing = false;
      } catch (error) {
        // Said once per outage.
        if (!failing) console.error("events could not be dispatched; trying again", error);
        failing = true;
        later();
      }
    }
    running = undefined;
  };
  const wake = (): void => {
    if (stopped) return;
    asked = true;
    running ??= passes();
  };
  const later = (): void => {
    clearTimeout(retry);
    retry = setTimeout(wake, RETRY_MS);
    retry.unref();
  };
  const unsubscribe = deps.listener.subscribe(EVENT_TOPIC, wake);
  wake();
  return async () => {
    stopped = true;
    unsubscribe();
    clearTimeout(retry);
    await running;
  };
}
