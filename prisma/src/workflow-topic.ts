// How those who look at one workflow are woken when its common text, somebody's draft or somebody's presence has changed: the
// notification of run events under a topic of its own. It says "look again", never what there is.

import type { TenantTransaction } from "./database.ts";
import { RUN_EVENT_CHANNEL } from "./journal/run-event-row.ts";

/** What the listener's `subscribe` takes in place of a run's id to be woken by one workflow. */
export function workflowTopic(workflowId: string): string {
  return `workflow/${workflowId}`;
}

/** Wakes whoever subscribed to `workflowTopic`, once the transaction is committed. */
export async function notifyWorkflow(tx: TenantTransaction, workflowId: string): Promise<void> {
  await tx.$queryRaw`select pg_notify(${RUN_EVENT_CHANNEL}, ${workflowTopic(workflowId)})::text`;
}
