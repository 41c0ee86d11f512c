// Stores events of a run's journal and brings the run's row up to date, in one transaction. The key (run, seq) makes repeats
// harmless, and the row follows the greatest number seen, so batches may be repeated, overlap or come out of order.

import type { RunEvent, RunStatus } from "@ironweave/schema/run";
import type { Database, TenantTransaction } from "../database.ts";
import { isForeignKeyViolation } from "../database-errors.ts";
import { bodyOf, RUN_EVENT_CHANNEL } from "./run-event-row.ts";

export interface RunEventBatch {
  readonly tenantId: string;
  readonly runId: string;
  readonly events: readonly RunEvent[];
}

/** The tenant has no such run, so nothing was stored. */
export class UnknownRunError extends Error {
  override readonly name = "UnknownRunError";
}

/** Stores the events that are not there yet, and returns how many those were. @throws UnknownRunError */
export function appendRunEvents(db: Database, batch: RunEventBatch): Promise<number> {
  if (batch.events.length === 0) return Promise.resolve(0);
  return db.tenant(batch.tenantId, (tx) => appendRunEventsWithin(tx, batch));
}

/** The same inside a transaction of the caller. */
export async function appendRunEventsWithin(tx: TenantTransaction, batch: RunEventBatch): Promise<number> {
  const { tenantId, runId, events } = batch;
  // Bodies travel as texts that are cast, never through a JSON function: those would read escapes such as \u0000, which
  // PostgreSQL's strings cannot hold, and a body may.
  const bodies = events.map((event) => JSON.stringify(bodyOf(event)));
  const seqs = events.map((event) => event.seq);
  const times = events.map((event) => new Date(event.at));
  const types = events.map((event) => event.type);
  let stored: number;
  try {
    stored = await tx.$executeRaw`
      insert into run_event (run_id, seq, tenant_id, at, type, body)
      select ${runId}::uuid, e.seq, ${tenantId}::uuid, e.at, e.type, e.body::json
      from unnest(${seqs}::int[], ${times}::timestamptz[], ${types}::text[], ${bodies}::text[]) as e(seq, at, type, body)
      on conflict (run_id, seq) do nothing`;
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new UnknownRunError(`There is no run ${runId}.`, { cause: error });
    throw error;
  }
  if (stored > 0) {
    await project(tx, runId, events);
    await tx.$queryRaw`select pg_notify(${RUN_EVENT_CHANNEL}, ${runId})::text`;
  }
  return stored;
}

interface Projection {
  readonly seq: number;
  readonly status: RunStatus;
  readonly output: string | null;
  readonly error: string | null;
  readonly endedAt: Date | null;
}

async function project(tx: TenantTransaction, runId: string, events: readonly RunEvent[]): Promise<void> {
  const lastSeq = Math.max(...events.map((event) => event.seq));
  await tx.$executeRaw`
    update run set last_seq = greatest(last_seq, ${lastSeq}::int),
      start_state = case when start_state = 'pending' then 'started' else start_state end
    where id = ${runId}::uuid`;
  const started = events.find((event) => event.type === "workflow.started");
  if (started?.type === "workflow.started") {
    await tx.$executeRaw`
      update run set started_at = ${new Date(started.at)}::timestamptz,
        dsl_version = ${started.dsl}, engine_version = ${started.engine}
      where id = ${runId}::uuid and started_at is null`;
  }
  const latest = latestProjection(events);
  if (latest === undefined) return;
  await tx.$executeRaw`
    update run set status = ${latest.status}, status_seq = ${latest.seq}::int, output = ${latest.output}::json,
      error = ${latest.error}::json, ended_at = ${latest.endedAt}::timestamptz
    where id = ${runId}::uuid and status_seq < ${latest.seq}::int`;
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
