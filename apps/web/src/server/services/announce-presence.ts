// Notes that a person has a workflow open in a window, until `presenceMs` later. Only a change wakes those who look: the
// heartbeats of many windows cost one write each and nothing else.

import { notifyWorkflow } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { AnnounceInput } from "../contract/presence-contract.ts";
import { LIMITS } from "../limits.ts";

/** Done. Of more windows than `presenceWindows` the one heard of longest ago goes. @throws ApiError `not_found` */
export function announcePresence(deps: AppDeps, actor: Actor, input: AnnounceInput): Promise<{ announced: true }> {
  const { tenantId, user } = actor;
  const { id: workflowId, client: clientId, selected = null, unpublished } = input;
  return deps.db.tenant(tenantId, async (tx) => {
    const found = await tx.workflow.count({ where: { id: workflowId, tenantId, deletedAt: null } });
    if (found === 0) throw notFound("workflow");
    const now = Date.now();
    const key = { workflowId, userId: user.id, clientId };
    const before = await tx.workflowPresence.findFirst({ where: { ...key, expiresAt: { gt: new Date(now) } } });
    if (input.leaving === true) {
      await tx.workflowPresence.deleteMany({ where: key });
    } else {
      const shown = { selected, unpublished, expiresAt: new Date(now + LIMITS.presenceMs) };
      await tx.workflowPresence.upsert({
        where: { workflowId_userId_clientId: key },
        create: { ...key, tenantId, ...shown },
        update: shown,
      });
      if (before === null) await forgetOld(tx, workflowId, user.id, now);
    }
    const isSame = before?.selected === selected && before.unpublished === unpublished && input.leaving !== true;
    if (!isSame) await notifyWorkflow(tx, workflowId);
    return { announced: true };
  });
}

/** At each new window: what has expired on the workflow, and windows of the person beyond the limit. */
async function forgetOld(tx: TenantTransaction, workflowId: string, userId: string, nowMs: number): Promise<void> {
  await tx.workflowPresence.deleteMany({ where: { workflowId, expiresAt: { lte: new Date(nowMs) } } });
  const surplus = await tx.workflowPresence.findMany({
    where: { workflowId, userId },
    orderBy: { expiresAt: "desc" },
    skip: LIMITS.presenceWindows,
    select: { clientId: true },
  });
  if (surplus.length === 0) return;
  const clients = surplus.map(({ clientId }) => clientId);
  await tx.workflowPresence.deleteMany({ where: { workflowId, userId, clientId: { in: clients } } });
}
