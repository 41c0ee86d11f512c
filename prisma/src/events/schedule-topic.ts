// How whoever keeps the schedules is woken: the notification of run events under a topic of its own. The trigger `run_ended`
// sends the same when a run ends that a schedule waits for.

import type { TenantTransaction } from "../database.ts";
import { RUN_EVENT_CHANNEL } from "../journal/run-event-row.ts";

/** What the listener's `subscribe` takes in place of a run's id to be woken by schedules. */
export const SCHEDULE_TOPIC = "schedules";

/** Wakes whoever subscribed to `SCHEDULE_TOPIC`, once the transaction is committed. */
export async function notifySchedules(tx: TenantTransaction): Promise<void> {
  await tx.$queryRaw`select pg_notify(${RUN_EVENT_CHANNEL}, ${SCHEDULE_TOPIC})::text`;
}
