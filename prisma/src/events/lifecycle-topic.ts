// How whoever tells of runs is woken: the notification of run events under a topic of its own. The trigger on `run_event` sends
// the same when it has queued something.

import type { TenantTransaction } from "../database.ts";
import { RUN_EVENT_CHANNEL } from "../journal/run-event-row.ts";

/** What the listener's `subscribe` takes in place of a run's id to be woken by lifecycle events and webhooks. */
export const LIFECYCLE_TOPIC = "lifecycle";

/** Wakes whoever subscribed to `LIFECYCLE_TOPIC`, once the transaction is committed. */
export async function notifyLifecycle(tx: TenantTransaction): Promise<void> {
  await tx.$queryRaw`select pg_notify(${RUN_EVENT_CHANNEL}, ${LIFECYCLE_TOPIC})::text`;
}
