// Tells of runs for as long as the process lives: at once when the outbox has something, and when a repetition is due. Each
// receiver has a worker of its own while it has something due, so a slow one keeps no other waiting.

import { LIFECYCLE_TOPIC } from "@ironweave/db";
import type { AppDeps } from "./app-deps.ts";
import { appDeps } from "./app-deps.ts";
import { deliverToWebhook, dueWebhooks } from "./services/deliver-webhooks.ts";
import { publishLifecycle } from "./services/publish-lifecycle.ts";

/** Leases of processes that died run out, and other processes may have changed what is next. */
const LONGEST_PAUSE_MS = 5_000;

/** Starts it; the returned function ends it after what is under way. */
export function startWebhooks(deps: AppDeps = appDeps()): () => Promise<void> {
  let stopped = false;
  let failing = false;
  let asked = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const busy = new Map<string, Promise<void>>();

  const complain = (error: unknown): void => {
    // Said once per outage.
    if (!failing) console.error("webhooks could not be kept; trying again", error);
    failing = true;
  };
  const work = (tenantId: string, webhookId: string): void => {
    if (busy.has(webhookId)) return;
    const worker = deliverToWebhook(deps, tenantId, webhookId)
      .then(() => undefined, complain)
      .finally(() => busy.delete(webhookId));
    busy.set(webhookId, worker);
  };
  const isStopped = (): boolean => stopped;
  const pass = async (): Promise<number> => {
    let nextMs = Date.now() + LONGEST_PAUSE_MS;
    for (const tenantId of await deps.db.tenantIds()) {
      while (await publishLifecycle(deps, tenantId)) if (isStopped()) return nextMs;
      const waiting = await dueWebhooks(deps, tenantId, Date.now());
      if (isStopped()) return nextMs;
      for (const webhookId of waiting.due) work(tenantId, webhookId);
      nextMs = Math.min(nextMs, waiting.nextMs ?? nextMs);
    }
    failing = false;
    return nextMs;
  };
  const passes = async (): Promise<void> => {
    let nextMs = Date.now() + LONGEST_PAUSE_MS;
    while (asked) {
      asked = false;
      nextMs = await pass().catch((error: unknown) => {
        complain(error);
        return Date.now() + LONGEST_PAUSE_MS;
      });
    }
    running = undefined;
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(wake, Math.max(10, nextMs - Date.now()));
    timer.unref();
  };
  const wake = (): void => {
    if (stopped) return;
    asked = true;
    running ??= passes();
  };
  const unsubscribe = deps.listener.subscribe(LIFECYCLE_TOPIC, wake);
  wake();
  return async () => {
    stopped = true;
    unsubscribe();
    clearTimeout(timer);
    await running;
    await Promise.all(busy.values());
  };
}
