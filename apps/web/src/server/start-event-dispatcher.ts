// Runs the dispatcher of events for as long as the process lives: at once when an event or a subscription is written, a second
// after a pass that left something, and every ten seconds in any case (the listener's own rhythm).

import { EVENT_TOPIC } from "@ironweave/db";
import type { AppDeps } from "./app-deps.ts";
import { appDeps } from "./app-deps.ts";
import { keepPassing } from "./keep-passing.ts";
import { dispatchEvents } from "./services/dispatch-events.ts";

const RETRY_MS = 1_000;

/** Starts it; the returned function ends it after the pass under way. */
export function startEventDispatcher(deps: AppDeps = appDeps()): () => Promise<void> {
  return keepPassing({
    pass: async () => ((await dispatchEvents(deps)) ? RETRY_MS : undefined),
    retryMs: RETRY_MS,
    complaint: "events could not be dispatched; trying again",
    subscribe: (wake) => deps.listener.subscribe(EVENT_TOPIC, wake),
  }).stop;
}
