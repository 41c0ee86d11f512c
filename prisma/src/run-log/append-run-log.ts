// Stores lines that a step wrote. Invariants: a batch is stored once however often it is sent; batches of one run are numbered
// in the order in which they become visible, so that a reader that asks for what is new misses none; a run's log ends at its limit
// with a line that says so.

import type { Database, TenantTransaction } from "../database.ts";
import { UnknownRunError } from "../journal/append-run-events.ts";
import { RUN_EVENT_CHANNEL } from "../journal/run-event-row.ts";
import { runLogTopic } from "./read-run-log.ts";

/** Bytes of all of a run's log. */
export const RUN_LOG_BYTES: number = 16 * 1_048_576;

const RUN_FULL = "… The log of this run ends here: it has 16 MiB.";

export interface RunLogBatch {
  readonly tenantId: string;
  readonly runId: string;
  readonly execution: number;
  readonly attempt: number;
  /** One per process that performs the attempt; `part` counts its batches from 0. */
  readonly writer: string;
  readonly part: number;
  /** Masked; without NUL, which the database cannot store. */
  readonly lines: readonly string[];
}

/** Stores the lines. `full` when the run takes no more. @throws UnknownRunError */
export function appendRunLog(db: Database, batch: RunLogBatch): Promise<{ readonly full: boolean }> {
  return db.tenant(batch.tenantId, (tx) => appendRunLogWithin(tx, batch));
}

/** The same inside a transaction of the caller. */
export async function appendRunLogWithin(
  tx: TenantTransaction,
  { tenantId, runId, execution, attempt, writer, part, lines }: RunLogBatch,
): Promise<{ readonly full: boolean }> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`run_log/${runId}`}, 0))`;
  const run = await tx.run.findFirst({ where: { id: runId, tenantId }, select: { id: true } });
  if (run === null) throw new UnknownRunError(`There is no run ${runId}.`);
  const last = await tx.runLog.findFirst({
    where: { tenantId, runId },
    orderBy: { seq: "desc" },
    select: { seq: true, totalBytes: true },
  });
  const before = Number(last?.totalBytes ?? 0);
  if (before >= RUN_LOG_BYTES) return { full: true };
  const stored = await tx.runLog.findFirst({ where: { tenantId, runId, writer, part }, select: { seq: true } });
  if (stored !== null) return { full: false };
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  const full = before + bytes >= RUN_LOG_BYTES;
  await tx.runLog.create({
    data: {
      tenantId,
      runId,
      seq: (last?.seq ?? 0) + 1,
      execution,
      attempt,
      writer,
      part,
      at: new Date(),
      lines: full ? [...lines, RUN_FULL] : [...lines],
      totalBytes: before + bytes,
    },
    select: { seq: true },
  });
  await tx.$queryRaw`select pg_notify(${RUN_EVENT_CHANNEL}, ${runLogTopic(runId)})::text`;
  return { full };
}
