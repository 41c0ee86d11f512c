// Starts the runs of a span of the past, e.g. of an outage or of the time before the schedule was there. A time that has had its
// run is left alone, so a backfill may be repeated. Its runs may go on side by side.

import { writeAudit } from "@ironweave/db";
import { ApiError, notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { Backfilled, BackfillInput } from "../contract/schedule-contract.ts";
import { LIMITS } from "../limits.ts";
import { timesOf, timesWithin } from "../schedules/schedule-times.ts";
import { insertTriggeredRun } from "./insert-triggered-run.ts";
import { launchRuns } from "./launch-runs.ts";
import { scheduleKey } from "./run-schedules.ts";

/** Runs that are handed to the engine before the answer; the reconciler does the rest. */
const LAUNCHED_AT_ONCE = 20;

/** @throws ApiError `not_found`, `invalid_input` for `after` and `on` and for a span of the future, `backfill_too_large` */
export async function backfillSchedule(deps: AppDeps, actor: Actor, input: BackfillInput): Promise<Backfilled> {
  const { tenantId } = actor;
  const { id: workflowId, kind } = input;
  const [from, to] = [Date.parse(input.from), Date.parse(input.to)];
  if (kind === "after" || kind === "on") {
    throw new ApiError("invalid_input", `A schedule of the kind \`${kind}\` has no times to fill in.`);
  }
  if (from >= to || to > Date.now()) {
    throw new ApiError("invalid_input", "Give a span of the past: `from` before `to`, and `to` not after now.");
  }
  const result = await deps.db.tenant(tenantId, async (tx) => {
    const row = await tx.workflowSchedule.findFirst({
      where: { tenantId, workflowId, kind, workflow: { deletedAt: null } },
    });
    if (row === null) throw notFound("schedule");
    const next = timesOf(kind, row.spec, row.anchorAt.getTime());
    const times = timesWithin(next, from, to, LIMITS.scheduleBackfill + 1);
    if (times.length > LIMITS.scheduleBackfill) {
      const message = `The span has more than ${LIMITS.scheduleBackfill} times. Fill it in piece by piece.`;
      throw new ApiError("backfill_too_large", message, { limit: LIMITS.scheduleBackfill });
    }
    const started: string[] = [];
    for (const atMs of times) {
      const dueAt = new Date(atMs);
      const idempotencyKey = scheduleKey(row.id, dueAt);
      const run = { tenantId, workflowId, versionId: row.versionId, idempotencyKey, input: {} };
      const runId = await insertTriggeredRun(tx, run);
      if (runId === undefined) continue;
      started.push(runId);
      // A time that was missed or skipped now has its run.
      const firing = { outcome: "backfilled", runId, count: 1 };
      await tx.scheduleFiring.upsert({
        where: { scheduleId_dueAt: { scheduleId: row.id, dueAt } },
        create: { scheduleId: row.id, tenantId, dueAt, ...firing },
        update: firing,
      });
    }
    const target = `workflow/${workflowId}/schedules/${kind}`;
    const detail = { from: input.from, to: input.to, started: started.length };
    await writeAudit(tx, { tenantId, actorId: actor.user.id, action: "schedule.backfill", target, detail });
    return { started, existing: times.length - started.length };
  });
  await launchRuns(deps, tenantId, result.started.slice(0, LAUNCHED_AT_ONCE));
  return result;
}
