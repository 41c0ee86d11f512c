// Asks a run to end as cancelled. A run that the engine has not taken yet ends at once.

import { appendRunEventsWithin, writeAudit } from "@ironweave/db";
import { hasEnded } from "@ironweave/schema/run";
import type { RunStatus } from "@ironweave/schema/run";
import { ApiError, notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import { isEngineUnavailable } from "../engine/run-engine.ts";

/** The request was passed on; the run's events tell when it has ended. @throws ApiError `run_ended`, `unavailable`, `not_found` */
export async function cancelRun(deps: AppDeps, actor: Actor, id: string): Promise<{ requested: true }> {
  const { tenantId } = actor;
  const abandoned = await deps.db.tenant(tenantId, async (tx) => {
    const rows = await tx.$queryRaw<{ status: RunStatus; startState: string }[]>`
      select status, start_state as "startState" from run where id = ${id}::uuid for update`;
    const run = rows[0];
    if (run === undefined) throw notFound("run");
    if (hasEnded(run.status)) throw new ApiError("run_ended", `The run has already ended: ${run.status}.`);
    await writeAudit(tx, { tenantId, actorId: actor.user.id, action: "run.cancel", target: `run/${id}` });
    if (run.startState !== "pending") return false;
    await tx.run.update({ where: { id }, data: { startState: "abandoned" } });
    const event = { type: "workflow.cancelled", seq: 1, at: Date.now() } as const;
    await appendRunEventsWithin(tx, { tenantId, runId: id, events: [event], sealed: true });
    return true;
  });
  try {
    // Also where it was abandoned: a start may have reached the engine without our knowing.
    await deps.engine.cancel(tenantId, id);
  } catch (error) {
    if (!isEngineUnavailable(error)) throw error;
    if (!abandoned)
      throw new ApiError("unavailable", "The engine does not answer; the run was not cancelled. Try again.");
  }
  return { requested: true };
}
