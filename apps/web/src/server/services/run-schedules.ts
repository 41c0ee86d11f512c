// Starts what is due by `every`, `cron` and `after`. Each time is decided in one transaction under the tenant's lock, together
// with the run's row: a pass may end anywhere, in any process, and no time is started twice or forgotten (ADR 96).

import type { TenantTransaction } from "@ironweave/db";
import type { AppDeps } from "../app-deps.ts";
import { decideDue, timesOf } from "../schedules/schedule-times.ts";
import type { DecidedTime, DuePolicy } from "../schedules/schedule-times.ts";
import { insertTriggeredRun } from "./insert-triggered-run.ts";
import { launchRuns } from "./launch-runs.ts";

/** Schedules of one pass over a tenant; the others come in the next. */
const BATCH = 500;

type ScheduleRow = Awaited<ReturnType<TenantTransaction["workflowSchedule"]["findMany"]>>[number];

export interface SchedulePass {
  readonly runIds: readonly string[];
  /** When something is due next, in epoch milliseconds; undefined where nothing is. */
  readonly nextMs: number | undefined;
}

/** One pass over all tenants: when the next one is due. @throws AggregateError after all */
export async function runSchedules(deps: AppDeps, nowMs: number = Date.now()): Promise<number | undefined> {
  let nextMs: number | undefined;
  const failures: unknown[] = [];
  for (const tenantId of await deps.db.tenantIds()) {
    try {
      const pass = await passOver(deps, tenantId, nowMs);
      nextMs = Math.min(nextMs ?? Infinity, pass.nextMs ?? Infinity);
      // Where the engine is down the reconciler starts them later.
      await launchRuns(deps, tenantId, pass.runIds);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "schedules of some tenants could not be kept");
  return nextMs === Infinity ? undefined : nextMs;
}

function passOver(deps: AppDeps, tenantId: string, nowMs: number): Promise<SchedulePass> {
  return deps.db.tenant(tenantId, async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`schedules/${tenantId}`}, 0))::text`;
    const now = new Date(nowMs);
    const workflow = { deletedAt: null, namespace: { disabledAt: null } };
    const active = { tenantId, pausedAt: null, problem: null, kind: { not: "on" }, workflow };
    const due = await tx.workflowSchedule.findMany({
      where: { ...active, OR: [{ nextAt: null }, { nextAt: { lte: now } }] },
      orderBy: { nextAt: { sort: "asc", nulls: "last" } },
      take: BATCH,
    });
    const runIds: string[] = [];
    for (const row of due) runIds.push(...(await (row.kind === "after" ? keepAfter : keepTimes)(tx, row, nowMs)));
    const next = await tx.workflowSchedule.aggregate({ where: active, _min: { nextAt: true } });
    return { runIds, nextMs: next._min.nextAt?.getTime() };
  });
}

/** `every` and `cron`. */
async function keepTimes(tx: TenantTransaction, row: ScheduleRow, nowMs: number): Promise<readonly string[]> {
  const { cursorMs, nextMs, decided } = decideDue({
    overlap: row.overlap as DuePolicy["overlap"],
    catchUp: row.catchUp as DuePolicy["catchUp"],
    catchUpWindowMs: Number(row.catchUpWindowMs),
    next: timesOf(row.kind, row.spec, row.anchorAt.getTime()),
    cursorMs: row.cursorAt.getTime(),
    nowMs,
    active: row.overlap !== "allow" && (await isActive(tx, row.id)),
  });
  const runIds: string[] = [];
  for (const time of decided) runIds.push(...(await record(tx, row, time)));
  await tx.workflowSchedule.update({
    where: { id: row.id },
    data: { cursorAt: new Date(cursorMs), nextAt: nextMs === undefined ? null : new Date(nextMs) },
  });
  return runIds;
}

/** `after`: counted from the end of the workflow's latest run, or from the publication where it has had none. */
async function keepAfter(tx: TenantTransaction, row: ScheduleRow, nowMs: number): Promise<readonly string[]> {
  const { delayMs } = row.spec as { readonly delayMs?: unknown };
  // Of the latest runs only: those before them ended long ago, or go on and are found as such.
  const [state] = await tx.$queryRaw<{ active: boolean; endedAt: Date | null }[]>`
    select exists (
      select from run where tenant_id = ${row.tenantId}::uuid and workflow_id = ${row.workflowId}::uuid
        and start_state in ('pending', 'started') and status in ('pending', 'running', 'suspended')) as active,
      (select max(ended_at) from (
        select ended_at from run where tenant_id = ${row.tenantId}::uuid and workflow_id = ${row.workflowId}::uuid
        order by created_at desc limit 100) latest) as "endedAt"`;
  if (typeof delayMs !== "number" || state === undefined || state.active) {
    if (row.nextAt !== null) await tx.workflowSchedule.update({ where: { id: row.id }, data: { nextAt: null } });
    return [];
  }
  const dueMs = Math.max(row.anchorAt.getTime(), state.endedAt?.getTime() ?? 0) + delayMs;
  if (dueMs > nowMs) {
    await tx.workflowSchedule.update({ where: { id: row.id }, data: { nextAt: new Date(dueMs) } });
    return [];
  }
  const runIds = await record(tx, row, { atMs: dueMs, outcome: "started", count: 1 });
  await tx.workflowSchedule.update({ where: { id: row.id }, data: { cursorAt: new Date(dueMs), nextAt: null } });
  return runIds;
}

/** True where a run that the schedule started goes on. */
async function isActive(tx: TenantTransaction, scheduleId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ active: boolean }[]>`
    select exists (
      select from run r join schedule_firing f on f.run_id = r.id and f.tenant_id = r.tenant_id
      where f.schedule_id = ${scheduleId}::uuid and r.status in ('pending', 'running', 'suspended')
        and r.start_state in ('pending', 'started')) as active`;
  return row?.active === true;
}

async function record(tx: TenantTransaction, row: ScheduleRow, time: DecidedTime): Promise<readonly string[]> {
  const { id: scheduleId, tenantId, workflowId, versionId } = row;
  const { atMs, outcome, count } = time;
  const dueAt = new Date(atMs);
  const runId =
    outcome === "started"
      ? await insertTriggeredRun(tx, {
          tenantId,
          workflowId,
          versionId,
          idempotencyKey: scheduleKey(scheduleId, dueAt),
          input: {},
        })
      : undefined;
  // A time that a backfill has started has its row and its run already.
  await tx.scheduleFiring.createMany({
    data: [{ scheduleId, tenantId, dueAt, outcome, count, runId: runId ?? null }],
    skipDuplicates: true,
  });
  return runId === undefined ? [] : [runId];
}

/** The key of the one run of one time. */
export function scheduleKey(scheduleId: string, dueAt: Date): string {
  return `schedule/${scheduleId}/${dueAt.toISOString()}`;
}
