// Who changed what. The database numbers and chains the rows; this file only hands them over, and checks the chain.

import type { Json } from "@ironweave/jq";
import type { Database, TenantTransaction } from "./database.ts";

export interface AuditEntry {
  readonly tenantId: string;
  /** The user, or undefined for the system itself. */
  readonly actorId?: string;
  /** What was done, e.g. `workflow.create`. */
  readonly action: string;
  /** What it was done to, e.g. `workflow/<id>`. */
  readonly target: string;
  /** No secret and no user text that may hold one. */
  readonly detail?: Json;
}

/** Writes the entry in the transaction of the change itself: neither exists without the other. */
export async function writeAudit(tx: TenantTransaction, entry: AuditEntry): Promise<void> {
  const detail = JSON.stringify(entry.detail ?? {});
  await tx.$executeRaw`
    insert into audit_event (tenant_id, actor_id, action, target, detail)
    values (${entry.tenantId}::uuid, ${entry.actorId ?? null}::uuid, ${entry.action}, ${entry.target}, ${detail}::json)`;
}

/** The number of the first entry that does not fit the one before it, or undefined where the whole chain holds. */
export async function findBrokenAudit(db: Database, tenantId: string): Promise<number | undefined> {
  const rows = await db.tenant(
    tenantId,
    (tx) => tx.$queryRaw<{ seq: bigint }[]>`
      select seq from (
        select seq, hash <> audit_event_hash(audit_event) as forged,
          seq <> row_number() over (order by seq) as gap,
          prev_hash <> coalesce(lag(hash) over (order by seq), decode(repeat('00', 32), 'hex')) as unlinked
        from audit_event where tenant_id = ${tenantId}::uuid
      ) as chain
      where forged or gap or unlinked order by seq limit 1`,
  );
  return rows[0] === undefined ? undefined : Number(rows[0].seq);
}
