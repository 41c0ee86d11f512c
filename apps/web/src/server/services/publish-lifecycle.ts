// Tells of what happened to runs: takes events from the outbox that the journal's transaction filled, and writes a delivery for
// each receiver that wants them, and an event of the gateway where a workflow asks for it. One transaction for a batch, so each is
// told once, whatever dies between.

import { newId, notifyLifecycle, storeEventsWithin } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import { matchesSubscription } from "@ironweave/engine";
import type { EventSubscription } from "@ironweave/engine";
import { readDocument } from "@ironweave/schema";
import type { RunEvent } from "@ironweave/schema/run";
import type { AppDeps } from "../app-deps.ts";
import { lifecycleDocument } from "../events/lifecycle-document.ts";
import { lifecycleEvents } from "../events/lifecycle-event.ts";
import type { LifecycleEvent, LifecycleRun } from "../events/lifecycle-event.ts";
import { readEventTriggers } from "./read-event-triggers.ts";

const BATCH = 200;

interface OutboxRow {
  readonly runId: string;
  readonly seq: number;
  readonly rewritten: boolean;
  readonly revision: number;
  readonly at: Date;
  readonly type: string;
  readonly body: object;
  readonly workflowId: string;
  readonly versionId: string;
  readonly name: string;
  readonly namespace: string;
}

interface Told extends LifecycleEvent {
  readonly workflowId: string;
  readonly runId: string;
}

/** One pass over one tenant; true where something was told. */
export function publishLifecycle(deps: Pick<AppDeps, "db" | "publicUrl">, tenantId: string): Promise<boolean> {
  return deps.db.tenant(tenantId, async (tx) => {
    const queued = await tx.$queryRaw<OutboxRow[]>`
      select o.run_id::text as "runId", o.seq, o.rewritten, r.journal_revision as revision, e.at, e.type, e.body,
        w.id::text as "workflowId", r.version_id::text as "versionId", w.name, n.name as namespace
      from lifecycle_outbox o
      join run_event e on e.run_id = o.run_id and e.seq = o.seq
      join run r on r.id = o.run_id join workflow w on w.id = r.workflow_id join namespace n on n.id = w.namespace_id
      where o.tenant_id = ${tenantId}::uuid
      order by o.run_id, o.seq limit ${BATCH}::int for update of o skip locked`;
    if (queued.length === 0) return await dropOrphans(tx);
    const documents = await readDocuments(tx, queued);
    const told = queued.flatMap((row): readonly Told[] => {
      const { runId, workflowId, name, namespace, revision } = row;
      const event = { ...row.body, type: row.type, seq: row.seq, at: row.at.getTime() } as RunEvent;
      const document = documents.get(row.versionId) ?? lifecycleDocument(null);
      const run = { runId, workflowId, name, namespace, ...document, publicUrl: deps.publicUrl ?? "" };
      return lifecycleEvents(row.rewritten ? { ...run, revision } : run, event).map((each) => ({
        ...each,
        workflowId,
        runId,
      }));
    });
    await queueDeliveries(tx, tenantId, told);
    await storeForListeners(tx, tenantId, told);
    for (const { runId, seq } of queued) await tx.lifecycleOutbox.deleteMany({ where: { runId, seq } });
    return true;
  });
}

/** Events that a rewritten journal no longer has are not told. */
async function dropOrphans(tx: TenantTransaction): Promise<boolean> {
  await tx.$executeRaw`
    delete from lifecycle_outbox o
    where not exists (select from run_event e where e.run_id = o.run_id and e.seq = o.seq)`;
  return false;
}

async function queueDeliveries(tx: TenantTransaction, tenantId: string, told: readonly Told[]): Promise<void> {
  const webhooks = await tx.webhook.findMany({
    where: { tenantId, enabled: true },
    select: { id: true, types: true, workflowId: true },
  });
  const data = webhooks.flatMap(({ id: webhookId, types, workflowId }) =>
    told
      .filter((each) => types.includes(each.type) && (workflowId === null || workflowId === each.workflowId))
      .map(({ id, event, type }) => ({ id: newId(), tenantId, webhookId, eventId: id, type, body: event })),
  );
  if (data.length === 0) return;
  await tx.webhookDelivery.createMany({ data, skipDuplicates: true });
  await notifyLifecycle(tx);
}

/** Only what a listener or a trigger asks for becomes an event of the gateway: runs say a great deal. */
async function storeForListeners(tx: TenantTransaction, tenantId: string, told: readonly Told[]): Promise<void> {
  const rows = await tx.eventSubscription.findMany({ where: { tenantId, lifecycle: true }, select: { filters: true } });
  const listening = rows.flatMap(({ filters }) => {
    const written: unknown = filters;
    return written as readonly EventSubscription[];
  });
  const triggers = (await readEventTriggers(tx, tenantId)).filter(({ lifecycle }) => lifecycle);
  const wanted = told.filter(
    ({ event, workflowId }) =>
      listening.some((filter) => matchesSubscription(event, filter)) ||
      triggers.some(
        (trigger) =>
          trigger.workflowId !== workflowId && trigger.filters.some((filter) => matchesSubscription(event, filter)),
      ),
  );
  if (wanted.length > 0) {
    await storeEventsWithin(
      tx,
      tenantId,
      wanted.map(({ event }) => event),
      wanted.map(({ runId }) => runId),
    );
  }
}

/** What the document of each version says, where the events need it. */
async function readDocuments(
  tx: TenantTransaction,
  rows: readonly OutboxRow[],
): Promise<ReadonlyMap<string, Pick<LifecycleRun, "version" | "listens">>> {
  const needed = rows.filter(({ type }) => ASK_THE_DOCUMENT.includes(type));
  const ids = [...new Set(needed.map(({ versionId }) => versionId))];
  const versions = await tx.workflowVersion.findMany({ where: { id: { in: ids } }, select: { id: true, text: true } });
  return new Map(versions.map(({ id, text }) => [id, lifecycleDocument(readDocument(text))]));
}

/** A run that starts says its version; a task that starts or completes may have been one that listens. */
const ASK_THE_DOCUMENT: readonly string[] = ["workflow.started", "task.started", "task.completed"];
