// Pauses and resumes a schedule, and sets its policies. When it starts is the document's to say.

import { notifySchedules, writeAudit } from "@ironweave/db";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { ScheduleDetail, UpdateScheduleInput } from "../contract/schedule-contract.ts";
import { timesOf } from "../schedules/schedule-times.ts";
import { readSchedules } from "./list-schedules.ts";

/** The schedule as it is now. @throws ApiError `not_found` */
export function updateSchedule(deps: AppDeps, actor: Actor, input: UpdateScheduleInput): Promise<ScheduleDetail> {
  const { tenantId } = actor;
  const { id: workflowId, kind, paused, note, overlap, catchUp, catchUpWindowMs } = input;
  return deps.db.tenant(tenantId, async (tx) => {
    const where = { tenantId, workflowId, kind, workflow: { deletedAt: null } };
    const row = await tx.workflowSchedule.findFirst({ where });
    if (row === null) throw notFound("schedule");
    const now = new Date();
    const next = timesOf(row.kind, row.spec, row.anchorAt.getTime())(now.getTime());
    const resumed = {
      pausedAt: null,
      pauseNote: null,
      cursorAt: now,
      nextAt: next === undefined ? null : new Date(next),
    };
    await tx.workflowSchedule.update({
      where: { id: row.id },
      data: {
        ...(overlap === undefined ? {} : { overlap }),
        ...(catchUp === undefined ? {} : { catchUp }),
        ...(catchUpWindowMs === undefined ? {} : { catchUpWindowMs }),
        ...(paused === true ? { pausedAt: row.pausedAt ?? now, pauseNote: note ?? row.pauseNote } : {}),
        ...(paused === false && row.pausedAt !== null ? resumed : {}),
      },
    });
    const { id: _id, kind: _kind, ...detail } = input;
    const target = `workflow/${workflowId}/schedules/${kind}`;
    await writeAudit(tx, { tenantId, actorId: actor.user.id, action: "schedule.update", target, detail });
    await notifySchedules(tx);
    const [changed] = await readSchedules(tx, tenantId, workflowId, kind);
    if (changed === undefined) throw notFound("schedule");
    return changed;
  });
}
