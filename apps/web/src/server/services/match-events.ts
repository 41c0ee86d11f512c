// Matches stored events with what runs wait for, and with the workflows that they start. One transaction under the tenant's
// lock: an event and a subscription that are written at the same time meet either here or in the next pass, and never twice.
// What comes out are rows: deliveries and pending runs, which others hand to the engine until it has taken them.

import type { TenantTransaction } from "@ironweave/db";
import { matchesSubscription } from "@ironweave/engine";
import type { EventSubscription } from "@ironweave/engine";
import type { JsonObject } from "@ironweave/jq";
import type { AppDeps } from "../app-deps.ts";
import { LIMITS } from "../limits.ts";
import { readEventTriggers } from "./event-triggers.ts";
import { insertTriggeredRun } from "./insert-triggered-run.ts";

const BATCH = 100;
const MAX_BUFFERED = 1_000;

export interface Matched {
  /** Runs that events started; they are not with the engine yet. */
  readonly runIds: readonly string[];
  /** False where nothing was left to match. */
  readonly any: boolean;
}

interface Listening {
  readonly runId: string;
  readonly execution: number;
  readonly revision: bigint;
  readonly filters: readonly EventSubscription[];
  readonly takes: string;
  readonly served: number[];
  readonly fresh: boolean;
  changed: boolean;
}

interface Incoming {
  readonly id: string;
  readonly body: JsonObject;
}

/** One pass over one tenant, of at most 100 new events. */
export function matchEvents(deps: AppDeps, tenantId: string, now: number = Date.now()): Promise<Matched> {
  return deps.db.tenant(tenantId, async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`events/${tenantId}`}, 0))::text`;
    const [incoming, fresh] = [
      await readNew(tx, tenantId),
      await tx.eventSubscription.count({ where: { fresh: true } }),
    ];
    if (incoming.length === 0 && fresh === 0) return { runIds: [], any: false };
    await tx.$executeRaw`
      delete from event_subscription s using run r
      where r.id = s.run_id and r.status in ('completed', 'faulted', 'cancelled')`;
    const listening = await readListening(tx, tenantId);
    const deliveries: { tenantId: string; eventId: string; runId: string }[] = [];
    const claimed: string[] = [];
    const deliver = (event: Incoming, to: Listening): void => {
      deliveries.push({ tenantId, eventId: event.id, runId: to.runId });
      claimed.push(event.id);
    };

    // What came before its listener: the first that asks for it gets it, one event for each time it asks.
    const buffered = fresh === 0 ? [] : await readBuffered(tx, tenantId, now);
    for (const asking of listening.filter((each) => each.fresh)) {
      const index = buffered.findIndex((event) => serve(asking, event.body));
      const [event] = index < 0 ? [] : buffered.splice(index, 1);
      if (event !== undefined) deliver(event, asking);
    }
    // What comes now: a copy for each that waits, and a run for each workflow that it starts.
    const runIds: string[] = [];
    const triggers = incoming.length === 0 ? [] : await readEventTriggers(tx);
    const unclaimed: string[] = [];
    for (const event of incoming) {
      const takers = listening.filter((each) => serve(each, event.body));
      for (const taker of takers) deliver(event, taker);
      const started = triggers.filter(({ filters }) =>
        filters.some((filter) => matchesSubscription(event.body, filter)),
      );
      for (const { workflowId, versionId } of started) {
        const idempotencyKey = `event/${versionId}/${event.id}`;
        const run = { tenantId, workflowId, versionId, idempotencyKey, input: [event.body] };
        const id = await insertTriggeredRun(tx, run);
        if (id !== undefined) runIds.push(id);
      }
      if (started.length > 0) claimed.push(event.id);
      else if (takers.length === 0) unclaimed.push(event.id);
    }
    await tx.eventDelivery.createMany({ data: deliveries, skipDuplicates: true });
    await tx.event.updateMany({ where: { id: { in: claimed } }, data: { state: "claimed" } });
    await tx.event.updateMany({ where: { id: { in: unclaimed } }, data: { state: "unclaimed" } });
    for (const { runId, execution, revision, served, fresh: isFresh, changed } of listening) {
      if (!isFresh && !changed) continue;
      // A newer announcement than the one that was read stays fresh.
      await tx.eventSubscription.updateMany({ where: { runId, execution, revision }, data: { fresh: false, served } });
    }
    return { runIds, any: true };
  });
}

/** True where the listener takes the event; it is noted as served then. */
function serve(listening: Listening, event: JsonObject): boolean {
  const { takes, served, filters } = listening;
  if (takes === "first" && served.length > 0) return false;
  const index = filters.findIndex(
    (filter, position) => !(takes === "each" && served.includes(position)) && matchesSubscription(event, filter),
  );
  if (index < 0) return false;
  if (takes !== "stream") {
    served.push(index);
    listening.changed = true;
  }
  return true;
}

async function readNew(tx: TenantTransaction, tenantId: string): Promise<readonly Incoming[]> {
  const rows = await tx.event.findMany({ where: { tenantId, state: "new" }, orderBy: { id: "asc" }, take: BATCH });
  return rows.map(({ id, body }) => ({ id, body: body as JsonObject }));
}

async function readBuffered(tx: TenantTransaction, tenantId: string, now: number): Promise<Incoming[]> {
  const since = new Date(now - LIMITS.eventBufferMs);
  const where = { tenantId, state: "unclaimed", receivedAt: { gt: since } };
  const rows = await tx.event.findMany({ where, orderBy: { id: "asc" }, take: MAX_BUFFERED });
  return rows.map(({ id, body }) => ({ id, body: body as JsonObject }));
}

async function readListening(tx: TenantTransaction, tenantId: string): Promise<readonly Listening[]> {
  const rows = await tx.eventSubscription.findMany({
    where: { tenantId },
    orderBy: [{ createdAt: "asc" }, { runId: "asc" }, { execution: "asc" }],
  });
  return rows.map((row) => {
    // Written by the worker from the engine's own subscriptions.
    const filters: unknown = row.filters;
    return { ...row, filters: filters as readonly EventSubscription[], served: [...row.served], changed: false };
  });
}
