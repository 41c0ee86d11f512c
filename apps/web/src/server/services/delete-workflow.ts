// Takes a workflow out of the lists and frees its name. Its versions stay, and its runs go on. Its schedules stay with it and start
// nothing: it may be restored, and those that were paused are to be paused then.

import { notifySchedules, writeAudit } from "@ironweave/db";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";

/** Done. @throws ApiError `not_found` also where it was deleted before */
export function deleteWorkflow(deps: AppDeps, actor: Actor, id: string): Promise<{ deleted: true }> {
  const { tenantId } = actor;
  return deps.db.tenant(tenantId, async (tx) => {
    const changed = await tx.workflow.updateMany({
      where: { id, tenantId, deletedAt: null },
      data: { deletedAt: new Date() },
    });
    if (changed.count === 0) throw notFound("workflow");
    await tx.eventGroup.deleteMany({ where: { tenantId, schedule: { workflowId: id } } });
    await notifySchedules(tx);
    await writeAudit(tx, { tenantId, actorId: actor.user.id, action: "workflow.delete", target: `workflow/${id}` });
    return { deleted: true };
  });
}
