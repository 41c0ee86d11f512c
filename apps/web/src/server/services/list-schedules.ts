// The schedules of a workflow as people see them: when it will start next, and what came of the latest times.

import type { TenantTransaction } from "@ironweave/db";
import type { Json } from "@ironweave/jq";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { ScheduleDetail } from "../contract/schedule-contract.ts";
import { SCHEDULE_KINDS } from "../schedules/read-schedule.ts";
import type { ScheduleKind } from "../schedules/read-schedule.ts";
import { timesOf, timesWithin } from "../schedules/schedule-times.ts";

const SHOWN_TIMES = 5;
const SHOWN_FIRINGS = 20;

/** In the order every, cron, after, on. @throws ApiError `not_found` */
export function listSchedules(
  deps: AppDeps,
  { tenantId }: Actor,
  workflowId: string,
): Promise<readonly ScheduleDetail[] & ScheduleDetail[]> {
  return deps.db.tenant(tenantId, async (tx) => {
    const where = { id: workflowId, tenantId, deletedAt: null };
    if ((await tx.workflow.count({ where })) === 0) throw notFound("workflow");
    return readSchedules(tx, tenantId, workflowId);
  });
}

/** The same inside a transaction of the caller; of one kind where it is given. */
export async function readSchedules(
  tx: TenantTransaction,
  tenantId: string,
  workflowId: string,
  kind?: ScheduleKind,
): Promise<ScheduleDetail[]> {
  const rows = await tx.workflowSchedule.findMany({
    where: { tenantId, workflowId, ...(kind === undefined ? {} : { kind }) },
    include: {
      version: { select: { id: true, number: true } },
      firings: { orderBy: { dueAt: "desc" }, take: SHOWN_FIRINGS },
      _count: { select: { groups: true } },
    },
  });
  const details = rows.map((row): ScheduleDetail => {
    const { version, problem, pausedAt, pauseNote, nextAt, cursorAt } = row;
    const next = timesOf(row.kind, row.spec, row.anchorAt.getTime());
    const stands = pausedAt !== null || problem !== null || nextAt === null;
    const times = stands
      ? []
      : row.kind === "after"
        ? [nextAt.getTime()]
        : timesWithin(next, cursorAt.getTime(), Infinity, SHOWN_TIMES);
    return {
      kind: row.kind as ScheduleKind,
      spec: row.spec as Json,
      version,
      ...(problem === null ? {} : { problem }),
      overlap: row.overlap as ScheduleDetail["overlap"],
      catchUp: row.catchUp as ScheduleDetail["catchUp"],
      catchUpWindowMs: Number(row.catchUpWindowMs),
      ...(pausedAt === null
        ? {}
        : { paused: { at: pausedAt.toISOString(), ...(pauseNote === null ? {} : { note: pauseNote }) } }),
      next: times.map((at) => new Date(at).toISOString()),
      latest: row.firings.map(({ dueAt, outcome, count, runId }) => ({
        dueAt: dueAt.toISOString(),
        outcome: outcome as ScheduleDetail["latest"][number]["outcome"],
        count,
        ...(runId === null ? {} : { runId }),
      })),
      waitingGroups: row._count.groups,
    };
  });
  return details.sort((a, b) => SCHEDULE_KINDS.indexOf(a.kind) - SCHEDULE_KINDS.indexOf(b.kind));
}
