// Takes back that a workflow was deleted: its draft, versions, runs and schedules are as they were. Schedules go on from now: what they
// would have started meanwhile is not made up for.

import { isUniqueViolation, writeAudit } from "@ironweave/db";
import { ApiError, notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import { restartSchedulesWithin } from "./restart-schedules.ts";

/** Done; also where it was not deleted. @throws ApiError `not_found`, `name_taken` where another has got its name meanwhile */
export async function restoreWorkflow(deps: AppDeps, actor: Actor, id: string): Promise<{ restored: true }> {
  const { tenantId } = actor;
  const where = { id, tenantId };
  try {
    return await deps.db.tenant(tenantId, async (tx) => {
      const changed = await tx.workflow.updateMany({
        where: { ...where, deletedAt: { not: null } },
        data: { deletedAt: null },
      });
      if (changed.count === 0) {
        if ((await tx.workflow.count({ where })) === 0) throw notFound("workflow");
        return { restored: true };
      }
      await restartSchedulesWithin(tx, tenantId, { workflowId: id });
      await writeAudit(tx, { tenantId, actorId: actor.user.id, action: "workflow.restore", target: `workflow/${id}` });
      return { restored: true };
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ApiError("name_taken", "Another workflow has its name by now. Rename or delete that one first.");
  }
}
