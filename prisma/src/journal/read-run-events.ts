// Reads a run's journal in order. Batches may be stored out of order, so by default reading stops before a gap: a reader that
// goes on from its last number then misses nothing.

import type { RunEvent } from "@ironweave/schema/run";
import type { Database } from "../database.ts";
import { runEventOf } from "./run-event-row.ts";

export interface RunEventRange {
  readonly tenantId: string;
  readonly runId: string;
  /** Events with a greater number only. */
  readonly after: number;
  readonly limit: number;
  /** Also what lies behind a gap, e.g. of a run whose engine was lost. @default false */
  readonly acrossGaps?: boolean;
}

/** The next events in order of `seq`; empty where there are none yet, or the run is not this tenant's. */
export async function readRunEvents(db: Database, range: RunEventRange): Promise<readonly RunEvent[]> {
  const { tenantId, runId, after, limit } = range;
  const rows = await db.tenant(tenantId, (tx) =>
    tx.runEvent.findMany({
      where: { tenantId, runId, seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: limit,
      select: { seq: true, at: true, type: true, body: true },
    }),
  );
  const events = rows.map(runEventOf);
  return range.acrossGaps === true ? events : beforeGap(events, after);
}

/** One event with its data, or undefined where it is not stored or the run is not this tenant's. */
export async function readRunEvent(
  db: Database,
  { tenantId, runId, seq }: { readonly tenantId: string; readonly runId: string; readonly seq: number },
): Promise<RunEvent | undefined> {
  const row = await db.tenant(tenantId, (tx) =>
    tx.runEvent.findFirst({
      where: { tenantId, runId, seq },
      select: { seq: true, at: true, type: true, body: true },
    }),
  );
  return row === null ? undefined : runEventOf(row);
}

/** The events up to the first number that is missing. */
export function beforeGap<E extends { readonly seq: number }>(events: readonly E[], after: number): readonly E[] {
  const gap = events.findIndex((event, index) => event.seq !== after + index + 1);
  return gap === -1 ? events : events.slice(0, gap);
}

/** The numbers from 1 to `upTo` that are not stored, in order, at most 10,000. For the journal's seal. */
export async function missingSeqs(
  db: Database,
  run: { readonly tenantId: string; readonly runId: string; readonly upTo: number },
): Promise<readonly number[]> {
  const rows = await db.tenant(
    run.tenantId,
    (tx) => tx.$queryRaw<{ seq: number }[]>`
      select n as seq from generate_series(1, ${run.upTo}::int) as n
      where not exists (select from run_event where run_id = ${run.runId}::uuid and seq = n)
      order by n limit 10000`,
  );
  return rows.map((row) => row.seq);
}
