// Brings rows and engine together again after an outage: accepted runs that the engine does not have are started, and runs
// whose execution is gone or was terminated are ended as lost. Safe to run in several processes at once.

import type { AppDeps } from "../app-deps.ts";
import { isEngineUnavailable } from "../engine/run-engine.ts";
import { faultRun } from "./fault-run.ts";
import { launchRun } from "./launch-run.ts";

/** A start that is younger than this is still with the request that made it. */
const PENDING_AFTER_MS = 3_000;
/** A run without a new event for so long is looked up in the engine. */
const SILENT_AFTER_MS = 60_000;
const BATCH = 100;

export interface Reconciled {
  readonly started: number;
  readonly lost: number;
}

/** One pass over all tenants. Stops early, without an error, where the engine does not answer. */
export async function reconcileRuns(deps: AppDeps, now: number = Date.now()): Promise<Reconciled> {
  let started = 0;
  let lost = 0;
  try {
    for (const tenantId of await deps.db.tenantIds()) {
      started += await startPending(deps, tenantId, now);
      lost += await endLost(deps, tenantId, now);
    }
  } catch (error) {
    if (!isEngineUnavailable(error)) throw error;
  }
  return { started, lost };
}

async function startPending(deps: AppDeps, tenantId: string, now: number): Promise<number> {
  const pending = await deps.db.tenant(tenantId, (tx) =>
    tx.run.findMany({
      where: { tenantId, startState: "pending", createdAt: { lt: new Date(now - PENDING_AFTER_MS) } },
      select: { id: true },
      orderBy: { createdAt: "asc" },
      take: BATCH,
    }),
  );
  for (const [index, { id }] of pending.entries()) {
    // The first shows whether the engine is there; without it the others are not tried.
    if (index === 0) await deps.engine.state(tenantId, id);
    await launchRun(deps, tenantId, id);
  }
  return pending.length;
}

async function endLost(deps: AppDeps, tenantId: string, now: number): Promise<number> {
  const silent = await deps.db.tenant(
    tenantId,
    (tx) => tx.$queryRaw<{ id: string }[]>`
      select id::text from run
      where start_state = 'started' and status in ('pending', 'running', 'suspended')
        and created_at < ${new Date(now - SILENT_AFTER_MS)}::timestamptz
        and not exists (
          select from run_event where run_id = run.id and seq = run.last_seq
            and at > ${new Date(now - SILENT_AFTER_MS)}::timestamptz
        )
      order by random() limit ${BATCH}::int`,
  );
  let lost = 0;
  for (const { id } of silent) {
    // A closed execution has drained its journal; without a last event it was terminated from outside.
    if ((await deps.engine.state(tenantId, id)) === "running") continue;
    if (await faultRun(deps, tenantId, id, "lost")) lost += 1;
  }
  return lost;
}
