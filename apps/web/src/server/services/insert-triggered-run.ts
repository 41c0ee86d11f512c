// Accepts a run that nobody asked for by hand: a schedule or an event starts it. The row is the outbox of its start, as for any
// other run (ADR 61), and its key makes one cause start one run.

import { createHash } from "node:crypto";
import { newId } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import type { Json } from "@ironweave/jq";

export interface TriggeredRun {
  readonly tenantId: string;
  readonly workflowId: string;
  readonly versionId: string;
  /** Names the cause, e.g. `schedule/<id>/<time>`. */
  readonly idempotencyKey: string;
  readonly input: Json;
  /** The events that start it; the run lies one deeper than the deepest of them. @default none */
  readonly eventIds?: readonly string[];
}

/** The new run's id, or undefined where the cause has its run already. */
export async function insertTriggeredRun(tx: TenantTransaction, run: TriggeredRun): Promise<string | undefined> {
  const { tenantId, workflowId, versionId, idempotencyKey, eventIds = [] } = run;
  const id = newId();
  const input = JSON.stringify(run.input);
  const requestHash = createHash("sha256").update(input).digest("hex");
  // As text that is cast: any JSON comes back as it was.
  const inserted = await tx.$executeRaw`
    insert into run (id, tenant_id, workflow_id, version_id, request_hash, idempotency_key, input, start_depth)
    values (${id}::uuid, ${tenantId}::uuid, ${workflowId}::uuid, ${versionId}::uuid, ${requestHash},
      ${idempotencyKey}, ${input}::json,
      coalesce((select max(start_depth) + 1 from event where event.id = any(${eventIds}::uuid[])), 0))
    on conflict (tenant_id, idempotency_key) do nothing`;
  return inserted === 0 ? undefined : id;
}
