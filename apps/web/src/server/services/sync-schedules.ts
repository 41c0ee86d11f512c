// Keeps a workflow's schedules as its latest version says, in the transaction that saves the version or deletes the workflow.
// What people set stays where the kind of schedule stays: a paused schedule is paused in the next version too.

import { newId, notifySchedules, speaksOfLifecycle } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import type { Json } from "@ironweave/jq";
import { parseSource } from "@ironweave/schema";
import type { AppDeps } from "../app-deps.ts";
import { DEFAULT_OVERLAP, readSchedule } from "../schedules/read-schedule.ts";
import type { DeclaredSchedule } from "../schedules/read-schedule.ts";
import { timesOf } from "../schedules/schedule-times.ts";

export interface PublishedVersion {
  readonly tenantId: string;
  readonly workflowId: string;
  readonly versionId: string;
  readonly document: Json;
}

/** Brings the rows to what the document declares. The caller holds the workflow's row. */
export async function syncSchedulesWithin(
  tx: TenantTransaction,
  { tenantId, workflowId, versionId, document }: PublishedVersion,
  nowMs: number = Date.now(),
): Promise<void> {
  const declared = readSchedule(document);
  const kinds = declared.map(({ kind }) => kind);
  const removed = await tx.workflowSchedule.deleteMany({ where: { tenantId, workflowId, kind: { notIn: kinds } } });
  const known = await tx.workflowSchedule.findMany({ where: { tenantId, workflowId } });
  for (const schedule of declared) {
    const { kind, spec, problem } = schedule;
    const before = known.find((row) => row.kind === kind);
    const same = before !== undefined && JSON.stringify(before.spec) === JSON.stringify(spec);
    const lifecycle = kind === "on" && speaksOfLifecycle(spec);
    const data = { versionId, lifecycle, problem: problem ?? null, ...(same ? {} : beginning(schedule, nowMs)) };
    if (before !== undefined) await tx.workflowSchedule.update({ where: { id: before.id }, data });
    else {
      const identity = { id: newId(), tenantId, workflowId, kind, overlap: DEFAULT_OVERLAP[kind] };
      await tx.workflowSchedule.create({ data: { ...identity, ...data, ...beginning(schedule, nowMs) } });
    }
    // Events that were gathered for other filters wait for nothing any more.
    if (before !== undefined && !same) await tx.eventGroup.deleteMany({ where: { tenantId, scheduleId: before.id } });
  }
  if (removed.count > 0 || declared.length > 0) await notifySchedules(tx);
}

/** What is new where the times are: they begin now. */
function beginning({ kind, spec, problem }: DeclaredSchedule, nowMs: number) {
  const now = new Date(nowMs);
  const next = problem === undefined ? timesOf(kind, spec, nowMs)(nowMs) : undefined;
  return { spec, anchorAt: now, cursorAt: now, nextAt: next === undefined ? null : new Date(next) };
}

/** Makes the schedules of versions that were saved before there were any. Safe to call at each start. */
export async function adoptSchedules(deps: AppDeps): Promise<void> {
  for (const tenantId of await deps.db.tenantIds()) {
    const latest = await deps.db.tenant(
      tenantId,
      (tx) => tx.$queryRaw<{ id: string; workflowId: string; text: string }[]>`
        select v.id::text as id, w.id::text as "workflowId", v.text as text from workflow w
        join lateral (
          select id, text from workflow_version where workflow_id = w.id order by number desc limit 1
        ) v on true
        where w.deleted_at is null and position('schedule' in v.text) > 0
          and not exists (select from workflow_schedule s where s.workflow_id = w.id)`,
    );
    for (const { id: versionId, workflowId, text } of latest) {
      const document = parseSource(text).value;
      if (document === undefined) continue;
      await deps.db.tenant(tenantId, async (tx) => {
        await tx.$queryRaw`select id::text from workflow where id = ${workflowId}::uuid for update`;
        await syncSchedulesWithin(tx, { tenantId, workflowId, versionId, document });
      });
    }
  }
}
