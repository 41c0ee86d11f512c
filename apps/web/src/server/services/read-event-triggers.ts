// The workflows that events start: schedules of the kind `on` that are not paused, of namespaces that
// are not disabled.

import type { TenantTransaction } from "@ironweave/db";
import type { Json } from "@ironweave/jq";
import { readTrigger } from "../events/event-trigger.ts";
import type { Trigger } from "../events/event-trigger.ts";

export interface EventTrigger extends Trigger {
  readonly scheduleId: string;
  readonly workflowId: string;
  readonly versionId: string;
  /** True where it may ask for lifecycle events of runs. */
  readonly lifecycle: boolean;
}

/** The triggers of the tenant of the transaction, oldest first. */
export async function readEventTriggers(tx: TenantTransaction, tenantId: string): Promise<readonly EventTrigger[]> {
  const rows = await tx.workflowSchedule.findMany({
    where: {
      tenantId,
      kind: "on",
      pausedAt: null,
      problem: null,
      workflow: { deletedAt: null, namespace: { disabledAt: null } },
    },
    orderBy: { id: "asc" },
    select: { id: true, workflowId: true, versionId: true, spec: true, lifecycle: true },
  });
  return rows.flatMap(({ id: scheduleId, workflowId, versionId, spec, lifecycle }) => {
    const { on } = spec as { readonly on?: Json };
    const trigger = readTrigger(on ?? null);
    return "problem" in trigger ? [] : [{ ...trigger, scheduleId, workflowId, versionId, lifecycle }];
  });
}
