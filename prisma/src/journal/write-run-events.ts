// The rows of a batch of events: inserted, or put in place of what is there. Needs the run's row locked.

import type { RunEvent } from "@ironweave/schema/run";
import type { TenantTransaction } from "../database.ts";
import { bodyOf, storedHeadOf } from "./run-event-row.ts";

export interface RunEventWrite {
  readonly tenantId: string;
  readonly runId: string;
  readonly events: readonly RunEvent[];
  /** What happens to stored events of the same numbers: they stay, give way to later ones, or give way to any. */
  readonly conflicts: "keep" | "later" | "replace";
}

export interface WrittenRunEvents {
  readonly stored: number;
  /** How many of `stored` took the place of others. */
  readonly replaced: number;
  /** Events removed because they lie behind the last of the batch and are older than it. */
  readonly removed: number;
  /** True where all was left as it is, since what is stored before the batch is later than it. */
  readonly stale: boolean;
}

const NOTHING: WrittenRunEvents = { stored: 0, replaced: 0, removed: 0, stale: false };

/** Writes the events. */
export async function writeRunEvents(tx: TenantTransaction, write: RunEventWrite): Promise<WrittenRunEvents> {
  const { runId, conflicts } = write;
  const events = write.events.toSorted((a, b) => a.seq - b.seq);
  const first = events[0];
  const last = events.at(-1);
  if (first === undefined || last === undefined) return NOTHING;
  if (conflicts === "later" && (await isStale(tx, runId, first))) return { ...NOTHING, stale: true };
  const rows = await upsert(tx, { ...write, events });
  // Numbers and times of a journal rise together, so a greater number with an earlier time was never part of this one.
  const removed =
    conflicts === "keep"
      ? 0
      : await tx.$executeRaw`
          delete from run_event where run_id = ${runId}::uuid and seq > ${last.seq}::int
            and at < ${new Date(last.at)}::timestamptz`;
  return { stored: rows.length, replaced: rows.filter((row) => !row.fresh).length, removed, stale: false };
}

async function isStale(tx: TenantTransaction, runId: string, first: RunEvent): Promise<boolean> {
  const before = await tx.$queryRaw<{ at: Date }[]>`
    select at from run_event where run_id = ${runId}::uuid and seq < ${first.seq}::int order by seq desc limit 1`;
  return before[0] !== undefined && before[0].at.getTime() > first.at;
}

function upsert(
  tx: TenantTransaction,
  { tenantId, runId, events, conflicts }: RunEventWrite,
): Promise<{ readonly fresh: boolean }[]> {
  // Bodies travel as texts that are cast, never through a JSON function: those would read escapes such as \u0000, which
  // PostgreSQL's strings cannot hold, and a body may.
  const bodies = events.map((event) => JSON.stringify(bodyOf(event)));
  const heads = events.map((event, index) => storedHeadOf(event, bodies[index]?.length ?? 0));
  const seqs = events.map((event) => event.seq);
  const times = events.map((event) => new Date(event.at));
  const types = events.map((event) => event.type);
  // A row that an insert made has no deleting transaction; one that it changed has.
  return tx.$queryRaw<{ fresh: boolean }[]>`
    insert into run_event as stored (run_id, seq, tenant_id, at, type, body, head)
    select ${runId}::uuid, e.seq, ${tenantId}::uuid, e.at, e.type, e.body::json, nullif(e.head, '')::json
    from unnest(${seqs}::int[], ${times}::timestamptz[], ${types}::text[], ${bodies}::text[],
      ${heads}::text[]) as e(seq, at, type, body, head)
    on conflict (run_id, seq) do update set at = excluded.at, type = excluded.type, body = excluded.body,
        head = excluded.head
      where ${conflicts}::text <> 'keep' and (${conflicts}::text = 'replace' or excluded.at >= stored.at)
        and (excluded.at, excluded.type, excluded.body::text) is distinct from (stored.at, stored.type, stored.body::text)
    returning xmax = 0 as fresh`;
}
