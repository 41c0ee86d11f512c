// Reads what steps wrote, in the order in which it was stored.

import type { Database } from "../database.ts";

/** Lines of one attempt that were stored together. */
export interface RunLogEntry {
  readonly seq: number;
  readonly execution: number;
  readonly attempt: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** True for the first lines of a process: where the attempt has some already, another process was lost in it. */
  readonly begins: boolean;
  readonly lines: readonly string[];
}

export interface RunLogRange {
  readonly tenantId: string;
  readonly runId: string;
  /** Entries with a greater number only. */
  readonly after: number;
  readonly limit: number;
  /** @default of all executions */
  readonly execution?: number | undefined;
}

/** What a listener to runs subscribes to, to hear of new lines. */
export function runLogTopic(runId: string): string {
  return `log/${runId}`;
}

/** The next entries; none where the tenant has no such run. */
export function readRunLog(
  db: Database,
  { tenantId, runId, after, limit, execution }: RunLogRange,
): Promise<readonly RunLogEntry[]> {
  return db.tenant(tenantId, async (tx) => {
    const rows = await tx.runLog.findMany({
      where: { tenantId, runId, seq: { gt: after }, ...(execution === undefined ? {} : { execution }) },
      orderBy: { seq: "asc" },
      take: limit,
    });
    return rows.map(({ seq, attempt, at, part, lines, ...row }) => ({
      seq,
      execution: row.execution,
      attempt,
      at: at.getTime(),
      begins: part === 0,
      lines,
    }));
  });
}
