// Schedules that could start nothing for a while go on from now: what they would have started meanwhile is not made up for.
// Paused ones stay paused.

import { notifySchedules } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import { timesOf } from "../schedules/schedule-times.ts";

/** Those of the workflows that fit. */
export async function restartSchedulesWithin(
  tx: TenantTransaction,
  tenantId: string,
  where:
    | { readonly workflowId: string }
    | { readonly workflow: { readonly namespaceId: string; readonly deletedAt: null } },
): Promise<void> {
  const now = new Date();
  const rows = await tx.workflowSchedule.findMany({ where: { tenantId, pausedAt: null, ...where } });
  for (const { id, kind, spec, anchorAt } of rows) {
    const next = timesOf(kind, spec, anchorAt.getTime())(now.getTime());
    const nextAt = next === undefined ? null : new Date(next);
    await tx.workflowSchedule.update({ where: { id }, data: { cursorAt: now, nextAt } });
  }
  await notifySchedules(tx);
}
