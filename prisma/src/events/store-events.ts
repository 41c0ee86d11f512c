// Stores CloudEvents, each once per tenant, source and id: the unique index is the arbiter, whoever sends at the same time.
// Whoever matches and delivers events is woken by the same notification as readers of run events, under a topic of its own.

import type { Json, JsonObject } from "@ironweave/jq";
import type { Database, TenantTransaction } from "../database.ts";
import { RUN_EVENT_CHANNEL } from "../journal/run-event-row.ts";
import { newId } from "../new-id.ts";

/** What the listener's `subscribe` takes in place of a run's id to be woken by events and subscriptions. */
export const EVENT_TOPIC = "events";

/** An event of the call, in its order. */
export interface StoredEvent {
  readonly source: string;
  readonly id: string;
  /** True where it was stored before, by this call or another. */
  readonly duplicate: boolean;
}

/**
 * Stores what is not there yet. Events must have `id`, `source` and `type` as texts without U+0000. `runId` is the run that
 * they come from. @default runId none: they come from outside
 */
export function storeEvents(
  db: Database,
  tenantId: string,
  events: readonly JsonObject[],
  runId?: string,
): Promise<readonly StoredEvent[]> {
  return db.tenant(tenantId, (tx) =>
    storeEventsWithin(
      tx,
      tenantId,
      events,
      events.map(() => runId),
    ),
  );
}

/** The same inside a transaction of the caller; `runIds` are the events' runs, in their order. */
export async function storeEventsWithin(
  tx: TenantTransaction,
  tenantId: string,
  events: readonly JsonObject[],
  runIds: readonly (string | undefined)[] = [],
): Promise<readonly StoredEvent[]> {
  const rows = events.map((event) => ({ rowId: newId(), source: text(event["source"]), id: text(event["id"]), event }));
  const [ids, sources, eventIds] = [
    rows.map((row) => row.rowId),
    rows.map((row) => row.source),
    rows.map((row) => row.id),
  ];
  const types = events.map((event) => text(event["type"]));
  const bodies = events.map((event) => JSON.stringify(event));
  const runs = events.map((_, index) => runIds[index] ?? null);
  // In the order of the key, so that two batches with the same events cannot wait for each other.
  const inserted = await tx.$queryRaw<{ id: string }[]>`
    insert into event (id, tenant_id, source, event_id, type, body, start_depth)
    select e.id, ${tenantId}::uuid, e.source, e.event_id, e.type, e.body::json,
      coalesce((select start_depth from run where run.id = e.run_id), 0)
    from unnest(${ids}::uuid[], ${sources}::text[], ${eventIds}::text[], ${types}::text[], ${bodies}::text[],
      ${runs}::uuid[]) as e(id, source, event_id, type, body, run_id)
    order by e.source, e.event_id, e.id
    on conflict (tenant_id, source, event_id) do nothing returning id::text`;
  const stored = new Set(inserted.map((row) => row.id));
  if (stored.size > 0) await notifyEvents(tx);
  return rows.map(({ rowId, source, id }) => ({ source, id, duplicate: !stored.has(rowId) }));
}

/** Wakes whoever subscribed to `EVENT_TOPIC`, once the transaction is committed. */
export async function notifyEvents(tx: TenantTransaction): Promise<void> {
  await tx.$queryRaw`select pg_notify(${RUN_EVENT_CHANNEL}, ${EVENT_TOPIC})::text`;
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
