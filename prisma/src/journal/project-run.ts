// Brings a run's row up to date with its journal: status, output, error, times and the greatest number.

import type { RunEvent, RunStatus } from "@ironweave/schema/run";
import type { TenantTransaction } from "../database.ts";
import { runEventOf } from "./run-event-row.ts";
import type { RunEventRow } from "./run-event-row.ts";

interface Projection {
  readonly seq: number;
  readonly status: RunStatus;
  readonly output: string | null;
  readonly error: string | null;
  readonly endedAt: Date | null;
}

/** `events` were just stored; `rewritten` where they took the place of others, so that the row may have to go back. */
export async function projectRun(
  tx: TenantTransaction,
  runId: string,
  events: readonly RunEvent[],
  rewritten: boolean,
): Promise<void> {
  const lastSeq = Math.max(...events.map((event) => event.seq));
  if (rewritten) {
    await tx.$executeRaw`
      update run set journal_revision = journal_revision + 1,
        last_seq = (select max(seq) from run_event where run_id = ${runId}::uuid)
      where id = ${runId}::uuid`;
  }
  await tx.$executeRaw`
    update run set last_seq = greatest(last_seq, ${rewritten ? 0 : lastSeq}::int),
      start_state = case when start_state = 'pending' then 'started' else start_state end
    where id = ${runId}::uuid`;
  const started = events.find((event) => event.type === "workflow.started");
  if (started?.type === "workflow.started") {
    await tx.$executeRaw`
      update run set started_at = ${new Date(started.at)}::timestamptz,
        dsl_version = ${started.dsl}, engine_version = ${started.engine}
      where id = ${runId}::uuid and (started_at is null or ${rewritten}::boolean)`;
  }
  const latest = rewritten ? await storedProjection(tx, runId) : latestProjection(events);
  if (latest === undefined) return;
  await tx.$executeRaw`
    update run set status = ${latest.status}, status_seq = ${latest.seq}::int, output = ${latest.output}::json,
      error = ${latest.error}::json, ended_at = ${latest.endedAt}::timestamptz
    where id = ${runId}::uuid and (status_seq < ${latest.seq}::int or ${rewritten}::boolean)`;
}

async function storedProjection(tx: TenantTransaction, runId: string): Promise<Projection | undefined> {
  const rows = await tx.$queryRaw<RunEventRow[]>`
    select seq, at, type, body from run_event
    where run_id = ${runId}::uuid and type like 'workflow.%' order by seq desc limit 1`;
  return latestProjection(rows.map(runEventOf));
}

function latestProjection(events: readonly RunEvent[]): Projection | undefined {
  const projections = events.map(projectionOf).filter((projection) => projection !== undefined);
  return projections.sort((a, b) => a.seq - b.seq).at(-1);
}

function projectionOf(event: RunEvent): Projection | undefined {
  const none = { seq: event.seq, output: null, error: null, endedAt: null };
  const ended = { ...none, endedAt: new Date(event.at) };
  switch (event.type) {
    case "workflow.started":
    case "workflow.resumed":
      return { ...none, status: "running" };
    case "workflow.suspended":
      return { ...none, status: "suspended" };
    case "workflow.completed":
      return { ...ended, status: "completed", output: JSON.stringify(event.output) };
    case "workflow.faulted":
      return { ...ended, status: "faulted", error: JSON.stringify(event.error) };
    case "workflow.cancelled":
      return { ...ended, status: "cancelled" };
    default:
      return undefined;
  }
}
