// Reads a run's journal without its data, in order and without gaps as `readRunEvents` does: what a screen of a long run
// needs at once. Large bodies have a head of their own, so they are not read. The rows come as texts, which is several times cheaper than through the client's models.

import type { RunEvent, RunEventHead } from "@ironweave/schema/run";
import { headOf } from "@ironweave/schema/run";
import type { Database } from "../database.ts";
import type { RunEventRange } from "./read-run-events.ts";
import { beforeGap } from "./read-run-events.ts";

interface HeadRow {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly body: string;
}

/** The next events in order of `seq`; empty where there are none yet, or the run is not this tenant's. */
export async function readRunEventHeads(db: Database, range: RunEventRange): Promise<readonly RunEventHead[]> {
  const { tenantId, runId, after, limit } = range;
  const rows = await db.tenant(
    tenantId,
    (tx) => tx.$queryRaw<HeadRow[]>`
      select seq, (extract(epoch from at) * 1000)::float8 as at, type, coalesce(head, body)::text as body from run_event
      where tenant_id = ${tenantId}::uuid and run_id = ${runId}::uuid and seq > ${after}::int
      order by seq limit ${limit}::int`,
  );
  const heads = rows.map(({ seq, at, type, body }) =>
    headOf({ ...(JSON.parse(body) as object), type, seq, at } as RunEvent),
  );
  return range.acrossGaps === true ? heads : beforeGap(heads, after);
}
