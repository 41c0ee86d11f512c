// Matches stored events with what runs wait for, and with the workflows that they start. One transaction under the tenant's
// lock: an event and a subscription that are written at the same time meet either here or in the next pass, and never twice.
// What comes out are rows: deliveries and pending runs, which others hand to the engine until it has taken them.

import { MAX_START_DEPTH } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import type { EventSubscription } from "@ironweave/engine";
import type { JsonObject } from "@ironweave/jq";
import type { AppDeps } from "../app-deps.ts";
import { indexListeners } from "../events/listener-index.ts";
import { LIMITS } from "../limits.ts";
import { gatherEvents } from "./gather-events.ts";
import { readEventTriggers } from "./read-event-triggers.ts";

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
  readonly types: readonly string[];
  readonly served: number[];
  readonly fresh: boolean;
  changed: boolean;
}

interface Incoming {
  readonly id: string;
  readonly type: string;
  readonly body: JsonObject;
  readonly startDepth: number;
}

/** One pass over one tenant, of at most 100 new events. */
export function matchEvents(deps: AppDeps, tenantId: string, now: number = Date.now()): Promise<Matched> {
  return deps.db.tenant(tenantId, async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`events/${tenantId}`}, 0))::text`;
    const incoming = await readNew(tx, tenantId);
    const fresh = await tx.eventSubscription.count({ where: { tenantId, fresh: true } });
    if (incoming.length === 0 && fresh === 0) return { runIds: [], any: false };
    await tx.$executeRaw`
      delete from event_subscription s using run r
      where r.id = s.run_id and r.status in ('completed', 'faulted', 'cancelled')`;
    const listening = await readListening(tx, tenantId, incoming);
    const deliveries: { tenantId: string; eventId: string; runId: string }[] = [];
    const claimed: string[] = [];
    const deliver = (event: Incoming, to: Listening): void => {
      deliveries.push({ tenantId, eventId: event.id, runId: to.runId });
      claimed.push(event.id);
    };

    // What came before its listener: the first that asks for it gets it, one event for each time it asks.
    const asking = listening.filter((each) => each.fresh);
    const given = new Set<Listening>();
    const askers = indexListeners(asking);
    for (const event of asking.length === 0 ? [] : await readBuffered(tx, tenantId, asking, now)) {
      if (given.size === asking.length) break;
      const taker = askers
        .takersOf(event.body)
        .find(({ listener, filters }) => !given.has(listener) && serve(listener, filters));
      if (taker === undefined) continue;
      given.add(taker.listener);
      deliver(event, taker.listener);
    }
    // What comes now: a copy for each that waits, and a run for each workflow that it starts.
    const runIds: string[] = [];
    const unclaimed: string[] = [];
    const tooDeep: string[] = [];
    const waiting = indexListeners(listening);
    const triggers = indexListeners(incoming.length === 0 ? [] : await readEventTriggers(tx, tenantId));
    const gathering = gatherEvents(tx, tenantId, now);
    for (const event of incoming) {
      let taken = false;
      let refused = false;
      for (const { listener, filters } of waiting.takersOf(event.body)) {
        if (!serve(listener, filters)) continue;
        deliver(event, listener);
        taken = true;
      }
      for (const { listener, filters } of triggers.takersOf(event.body)) {
        // A workflow that the end of its own runs would start would never end.
        if (listener.workflowId === event.body["ironweaveworkflow"]) continue;
        refused = event.startDepth >= MAX_START_DEPTH;
        if (refused) break;
        const outcome = await gathering.take(listener, event, filters);
        if (outcome.runId !== undefined) runIds.push(outcome.runId);
        if (!outcome.taken) continue;
        claimed.push(event.id);
        taken = true;
      }
      if (!taken) (refused ? tooDeep : unclaimed).push(event.id);
    }
    await tx.eventDelivery.createMany({ data: deliveries, skipDuplicates: true });
    await tx.event.updateMany({ where: { id: { in: claimed } }, data: { state: "claimed" } });
    await tx.event.updateMany({ where: { id: { in: unclaimed } }, data: { state: "unclaimed" } });
    await tx.event.updateMany({ where: { id: { in: tooDeep } }, data: { state: "too_deep" } });
    for (const { runId, execution, revision, served, fresh: isFresh, changed } of listening) {
      if (!isFresh && !changed) continue;
      // A newer announcement than the one that was read stays fresh.
      await tx.eventSubscription.updateMany({ where: { runId, execution, revision }, data: { fresh: false, served } });
    }
    return { runIds, any: true };
  });
}

/** True where the listener takes an event that these of its filters match; it is noted as served then. */
function serve(listening: Listening, matching: readonly number[]): boolean {
  const { takes, served } = listening;
  if (takes === "first" && served.length > 0) return false;
  const filter = matching.find((position) => !(takes === "each" && served.includes(position)));
  if (filter === undefined) return false;
  if (takes !== "stream") {
    served.push(filter);
    listening.changed = true;
  }
  return true;
}

async function readNew(tx: TenantTransaction, tenantId: string): Promise<readonly Incoming[]> {
  const rows = await tx.event.findMany({ where: { tenantId, state: "new" }, orderBy: { id: "asc" }, take: BATCH });
  return rows.map(({ id, type, body, startDepth }) => ({ id, type, body: body as JsonObject, startDepth }));
}

async function readBuffered(
  tx: TenantTransaction,
  tenantId: string,
  asking: readonly Listening[],
  now: number,
): Promise<readonly Incoming[]> {
  const since = new Date(now - LIMITS.eventBufferMs);
  const types = asking.flatMap((each) => each.types);
  const ofTypes = asking.some((each) => each.types.length === 0) ? {} : { type: { in: types } };
  const where = { tenantId, state: "unclaimed", receivedAt: { gt: since }, ...ofTypes };
  const rows = await tx.event.findMany({ where, orderBy: { id: "asc" }, take: MAX_BUFFERED });
  return rows.map(({ id, type, body, startDepth }) => ({ id, type, body: body as JsonObject, startDepth }));
}

/** Those that have just asked, and those that the events may be for. */
async function readListening(
  tx: TenantTransaction,
  tenantId: string,
  incoming: readonly Incoming[],
): Promise<readonly Listening[]> {
  const types = [...new Set(incoming.map(({ type }) => type))];
  const rows = await tx.eventSubscription.findMany({
    where: { tenantId, OR: [{ fresh: true }, { types: { isEmpty: true } }, { types: { hasSome: types } }] },
    orderBy: [{ createdAt: "asc" }, { runId: "asc" }, { execution: "asc" }],
  });
  return rows.map((row) => {
    // Written by the worker from the engine's own subscriptions.
    const filters: unknown = row.filters;
    return { ...row, filters: filters as readonly EventSubscription[], served: [...row.served], changed: false };
  });
}
