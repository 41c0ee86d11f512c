// Stores events of a run's journal and brings the run's row up to date, in one transaction. The key (run, seq) makes repeats
// harmless, and the row follows the greatest number seen, so batches may be repeated, overlap or come out of order.
// Invariants (ADR 110): of two events with one number the later counts, since the earlier comes from a workflow task that was
// executed again; what such a task wrote beyond it goes too; and the event that ends a run is the last word.

import { endsRun, hasEnded } from "@ironweave/schema/run";
import type { RunEvent, RunStatus } from "@ironweave/schema/run";
import type { Database, TenantTransaction } from "../database.ts";
import { projectRun } from "./project-run.ts";
import { bodyOf, RUN_EVENT_CHANNEL, runEventOf } from "./run-event-row.ts";
import type { RunEventRow } from "./run-event-row.ts";
import { writeRunEvents } from "./write-run-events.ts";

export interface RunEventBatch {
  readonly tenantId: string;
  readonly runId: string;
  readonly events: readonly RunEvent[];
  /**
   * True where the engine vouches for the events, whatever else is stored; false for events that are sent ahead, which
   * give way to what is stored with a later time. @default false
   */
  readonly sealed?: boolean;
}

/** What became of a batch. */
export interface AppendedRunEvents {
  /** Events written, anew or in place of others. */
  readonly stored: number;
  /** True where nothing was written because the batch comes from a workflow task that has been executed again since. */
  readonly stale: boolean;
  /** The event that had ended the run before, where the batch says otherwise. Nothing of the batch beyond it was stored. */
  readonly endedBy?: RunEvent;
}

/** The tenant has no such run, so nothing was stored. */
export class UnknownRunError extends Error {
  override readonly name = "UnknownRunError";
}

/** Stores the events. @throws UnknownRunError */
export function appendRunEvents(db: Database, batch: RunEventBatch): Promise<AppendedRunEvents> {
  if (batch.events.length === 0) return Promise.resolve({ stored: 0, stale: false });
  return db.tenant(batch.tenantId, (tx) => appendRunEventsWithin(tx, batch));
}

/** The same inside a transaction of the caller. */
export async function appendRunEventsWithin(tx: TenantTransaction, batch: RunEventBatch): Promise<AppendedRunEvents> {
  const { tenantId, runId, events, sealed = false } = batch;
  // Locked, so that batches of one run are stored one after the other.
  const rows = await tx.$queryRaw<{ status: RunStatus; statusSeq: number }[]>`
    select status, status_seq as "statusSeq" from run where id = ${runId}::uuid for update`;
  const run = rows[0];
  if (run === undefined) throw new UnknownRunError(`There is no run ${runId}.`);
  const ended = hasEnded(run.status);
  const written = await writeRunEvents(tx, {
    tenantId,
    runId,
    events: ended ? events.filter((event) => event.seq < run.statusSeq) : events,
    conflicts: ended ? "keep" : sealed ? "replace" : "later",
  });
  if (written.stored > 0 || written.removed > 0) {
    await projectRun(tx, runId, events, written.replaced + written.removed > 0);
    await tx.$queryRaw`select pg_notify(${RUN_EVENT_CHANNEL}, ${runId})::text`;
  }
  const endedBy = ended ? await contradiction(tx, runId, run.statusSeq, events) : undefined;
  return { stored: written.stored, stale: written.stale, ...(endedBy === undefined ? {} : { endedBy }) };
}

/** The event that ended the run, unless the events agree with it or say nothing about its time. */
async function contradiction(
  tx: TenantTransaction,
  runId: string,
  endSeq: number,
  events: readonly RunEvent[],
): Promise<RunEvent | undefined> {
  const late = events.filter((event) => event.seq >= endSeq);
  if (late.length === 0 && !events.some(endsRun)) return undefined;
  const rows = await tx.$queryRaw<RunEventRow[]>`
    select seq, at, type, body from run_event where run_id = ${runId}::uuid and seq = ${endSeq}::int`;
  if (rows[0] === undefined) return undefined;
  const end = runEventOf(rows[0]);
  const [only, more] = late;
  const agrees =
    only !== undefined &&
    more === undefined &&
    only.type === end.type &&
    JSON.stringify(bodyOf(only)) === JSON.stringify(bodyOf(end));
  return agrees ? undefined : end;
}
