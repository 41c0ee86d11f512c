// Forgets what is older than `eventRetentionMs`: events that are not on their way, messages that came to an end, outcomes of
// schedules, and groups of events that waited too long. In batches, so that no transaction is long. Safe in several processes.

import type { TenantTransaction } from "@ironweave/db";
import type { AppDeps } from "../app-deps.ts";
import { LIMITS } from "../limits.ts";

const BATCH = 1_000;

type Purge = (tx: TenantTransaction, before: Date, groupsBefore: Date) => Promise<number>;

const PURGES: readonly Purge[] = [
  (tx, _before, groupsBefore) => tx.$executeRaw`
    delete from event_group where id in (
      select id from event_group where created_at < ${groupsBefore}::timestamptz limit ${BATCH}::int)`,
  // What is still matched, delivered or gathered stays, however old it is.
  (tx, before) => tx.$executeRaw`
    delete from event where id in (
      select e.id from event e
      where e.state <> 'new' and e.received_at < ${before}::timestamptz
        and not exists (select from event_delivery d where d.event_id = e.id and d.state = 'pending')
        and not exists (select from event_group g where e.id = any (g.event_ids))
      limit ${BATCH}::int)`,
  (tx, before) => tx.$executeRaw`
    delete from webhook_delivery where id in (
      select id from webhook_delivery
      where state <> 'pending' and ended_at < ${before}::timestamptz limit ${BATCH}::int)`,
  // A run that goes on keeps the row that says who started it.
  (tx, before) => tx.$executeRaw`
    delete from schedule_firing where (schedule_id, due_at) in (
      select f.schedule_id, f.due_at from schedule_firing f left join run r on r.id = f.run_id
      where f.decided_at < ${before}::timestamptz
        and (r.id is null or r.status in ('completed', 'faulted', 'cancelled')) limit ${BATCH}::int)`,
];

/** How many rows went, of all tenants. */
export async function purgeEvents(deps: Pick<AppDeps, "db">, nowMs: number = Date.now()): Promise<number> {
  const before = new Date(nowMs - LIMITS.eventRetentionMs);
  const groupsBefore = new Date(nowMs - LIMITS.eventGroupMs);
  let removed = 0;
  for (const tenantId of await deps.db.tenantIds()) {
    for (const purge of PURGES) {
      for (;;) {
        const count = await deps.db.tenant(tenantId, (tx) => purge(tx, before, groupsBefore));
        removed += count;
        if (count < BATCH) break;
      }
    }
  }
  return removed;
}
