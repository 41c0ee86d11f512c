// Tells of runs for as long as the process lives: at once when the outbox has something, and when a repetition is due. Each
// receiver has a worker of its own while it has something due, so a slow one keeps no other waiting.

import { LIFECYCLE_TOPIC } from "@ironweave/db";
import type { AppDeps } from "./app-deps.ts";
import { appDeps } from "./app-deps.ts";
import { keepPassing } from "./keep-passing.ts";
import { deliverToWebhook, dueWebhooks } from "./services/deliver-webhooks.ts";
import { publishLifecycle } from "./services/publish-lifecycle.ts";

/** Leases of processes that died run out, and other processes may have changed what is next. */
const LONGEST_PAUSE_MS = 5_000;
/** A receiver that is due and busy is looked at again after this. */
const SHORTEST_PAUSE_MS = 10;

/** Starts it; the returned function ends it after what is under way. */
export function startWebhooks(deps: AppDeps = appDeps()): () => Promise<void> {
  const busy = new Map<string, Promise<void>>();
  const work = (tenantId: string, webhookId: string): void => {
    if (busy.has(webhookId)) return;
    const worker = deliverToWebhook(deps, tenantId, webhookId)
      .then(() => undefined, running.complain)
      .finally(() => busy.delete(webhookId));
    busy.set(webhookId, worker);
  };
  const running = keepPassing({
    pass: async (isStopped) => {
      let nextMs = Date.now() + LONGEST_PAUSE_MS;
      for (const tenantId of await deps.db.tenantIds()) {
        while (await publishLifecycle(deps, tenantId)) if (isStopped()) return undefined;
        const waiting = await dueWebhooks(deps, tenantId, Date.now());
        if (isStopped()) return undefined;
        for (const webhookId of waiting.due) work(tenantId, webhookId);
        nextMs = Math.min(nextMs, waiting.nextMs ?? nextMs);
      }
      return Math.max(SHORTEST_PAUSE_MS, nextMs - Date.now());
    },
    retryMs: LONGEST_PAUSE_MS,
    complaint: "webhooks could not be kept; trying again",
    subscribe: (wake) => deps.listener.subscribe(LIFECYCLE_TOPIC, wake),
  });
  return async () => {
    await running.stop();
    await Promise.all(busy.values());
  };
}
