// Brings events to runs: matches what is new, starts the runs that events start, and signals what is pending. The rows are the
// outbox, so a pass may end anywhere and be repeated; a run knows an event again that reaches it twice.

import type { JsonObject } from "@ironweave/jq";
import type { AppDeps } from "../app-deps.ts";
import { isEngineUnavailable } from "../engine/run-engine.ts";
import { launchRuns } from "./launch-runs.ts";
import { matchEvents } from "./match-events.ts";

const BATCH = 200;
/** Runs that are signalled at the same time. */
const CONCURRENCY = 8;

/** One pass over all tenants. True where something is left that only a later pass can do, e.g. because the engine is down. @throws AggregateError after all */
export async function dispatchEvents(deps: AppDeps): Promise<boolean> {
  let left = false;
  const failures: unknown[] = [];
  for (const tenantId of await deps.db.tenantIds()) {
    try {
      if (await dispatchTenant(deps, tenantId)) left = true;
    } catch (error) {
      // What goes wrong for one tenant must not keep the others waiting.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "events of some tenants could not be dispatched");
  return left;
}

async function dispatchTenant(deps: AppDeps, tenantId: string): Promise<boolean> {
  for (let matched = await matchEvents(deps, tenantId); matched.any; matched = await matchEvents(deps, tenantId)) {
    // Where the engine is down the reconciler starts them later.
    await launchRuns(deps, tenantId, matched.runIds);
  }
  return deliverPending(deps, tenantId);
}

interface Pending {
  readonly eventId: string;
  readonly runId: string;
  readonly body: JsonObject;
}

async function deliverPending(deps: AppDeps, tenantId: string): Promise<boolean> {
  for (;;) {
    const rows = await deps.db.tenant(tenantId, (tx) =>
      tx.eventDelivery.findMany({
        where: { tenantId, state: "pending" },
        orderBy: { eventId: "asc" },
        take: BATCH,
        select: { eventId: true, runId: true, event: { select: { body: true } } },
      }),
    );
    if (rows.length === 0) return false;
    const byRun = new Map<string, Pending[]>();
    for (const { eventId, runId, event } of rows) {
      const pending = { eventId, runId, body: event.body as JsonObject };
      byRun.set(runId, [...(byRun.get(runId) ?? []), pending]);
    }
    const queues = [...byRun.values()];
    try {
      for (let first = 0; first < queues.length; first += CONCURRENCY) {
        await Promise.all(
          queues.slice(first, first + CONCURRENCY).map((queue) => deliverInOrder(deps, tenantId, queue)),
        );
      }
    } catch (error) {
      if (isEngineUnavailable(error)) return true;
      throw error;
    }
  }
}

/** Events of one run reach it in the order in which they were accepted. */
async function deliverInOrder(deps: AppDeps, tenantId: string, queue: readonly Pending[]): Promise<void> {
  for (const { eventId, runId, body } of queue) {
    const state = (await deps.engine.deliver(tenantId, runId, body)) ? "delivered" : "dropped";
    await deps.db.tenant(tenantId, (tx) => tx.eventDelivery.updateMany({ where: { eventId, runId }, data: { state } }));
  }
}
