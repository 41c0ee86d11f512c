// What runs wait for, as rows. A run announces before it waits and removes when its `listen` task ends; both may be repeated.

import type { Json } from "@ironweave/jq";
import type { Database, TenantTransaction } from "../database.ts";
import { notifyEvents } from "./store-events.ts";

export interface EventSubscriptionRow {
  readonly tenantId: string;
  readonly runId: string;
  /** Number of the task's execution within the run. */
  readonly execution: number;
  /** Grows with each announcement of the run. */
  readonly revision: number;
  /** The engine's subscriptions, in order. */
  readonly filters: Json;
  /** `first`: one event; `each`: one for each filter; `stream`: every event until it is removed. */
  readonly takes: "first" | "each" | "stream";
  /** The types that the filters name; empty where one of them may match any type. @default none */
  readonly types?: readonly string[];
}

/** Writes or renews the subscription. An announcement that is not newer than the stored one changes nothing. */
export function announceSubscription(db: Database, row: EventSubscriptionRow): Promise<void> {
  return db.tenant(row.tenantId, (tx) => announceSubscriptionWithin(tx, row));
}

/** The same inside a transaction of the caller. A run without a row is left alone: nobody could deliver to it. */
export async function announceSubscriptionWithin(tx: TenantTransaction, row: EventSubscriptionRow): Promise<void> {
  const changed = await tx.$executeRaw`
    insert into event_subscription (run_id, execution, tenant_id, revision, filters, takes, types, lifecycle)
    select id, ${row.execution}::int, tenant_id, ${row.revision}::bigint, ${JSON.stringify(row.filters)}::json, ${row.takes},
      ${[...(row.types ?? [])]}::text[], ${speaksOfLifecycle(row.filters)}::boolean
    from run where id = ${row.runId}::uuid
    on conflict (run_id, execution) do update set revision = excluded.revision, filters = excluded.filters,
      takes = excluded.takes, types = excluded.types,
      lifecycle = excluded.lifecycle, served = '{}', fresh = true, created_at = now()
    where event_subscription.revision < excluded.revision`;
  if (changed > 0) await notifyEvents(tx);
}

/** Removes the subscription, where it is there. */
export async function removeSubscription(
  db: Database,
  { tenantId, runId, execution }: Pick<EventSubscriptionRow, "tenantId" | "runId" | "execution">,
): Promise<void> {
  await db.tenant(tenantId, (tx) => tx.eventSubscription.deleteMany({ where: { tenantId, runId, execution } }));
}

/** True for filters that may ask for lifecycle events of runs, which are only kept where somebody does. */
export function speaksOfLifecycle(filters: Json): boolean {
  return JSON.stringify(filters).includes("serverlessworkflow");
}
