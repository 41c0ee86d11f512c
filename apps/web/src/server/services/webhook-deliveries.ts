// What receivers were sent, why it failed, and sending it again.

import { newId, notifyLifecycle, writeAudit } from "@ironweave/db";
import type { Json } from "@ironweave/jq";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { DeliveryDetail, ListDeliveriesInput } from "../contract/webhook-contract.ts";

/** Type of the event that tests a receiver. */
const TEST_TYPE = "io.ironweave.webhook.test.v1";

/** Newest first. @throws ApiError `not_found` */
export function listDeliveries(
  deps: AppDeps,
  { tenantId }: Actor,
  { id: webhookId, state, limit }: ListDeliveriesInput,
): Promise<DeliveryDetail[]> {
  return deps.db.tenant(tenantId, async (tx) => {
    if ((await tx.webhook.count({ where: { id: webhookId, tenantId } })) === 0) throw notFound("webhook");
    const rows = await tx.webhookDelivery.findMany({
      where: { tenantId, webhookId, ...(state === undefined ? {} : { state }) },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
    });
    return rows.map((row) => ({
      id: row.id,
      eventId: row.eventId,
      type: row.type,
      event: row.body as Json,
      state: row.state as DeliveryDetail["state"],
      attempts: row.attempts,
      ...(row.state === "pending" ? { nextAt: row.nextAt.toISOString() } : {}),
      ...(row.lastStatus === null ? {} : { lastStatus: row.lastStatus }),
      ...(row.lastError === null ? {} : { lastError: row.lastError }),
      createdAt: row.createdAt.toISOString(),
      ...(row.endedAt === null ? {} : { endedAt: row.endedAt.toISOString() }),
    }));
  });
}

/** Sends one delivery again, whatever became of it, or all that were given up. @throws ApiError `not_found` */
export function redeliver(
  deps: AppDeps,
  actor: Actor,
  { id: webhookId, deliveryId }: { readonly id: string; readonly deliveryId?: string },
): Promise<{ queued: number }> {
  const { tenantId, user } = actor;
  return deps.db.tenant(tenantId, async (tx) => {
    if ((await tx.webhook.count({ where: { id: webhookId, tenantId } })) === 0) throw notFound("webhook");
    const which = deliveryId === undefined ? { state: "dead" } : { id: deliveryId };
    const { count } = await tx.webhookDelivery.updateMany({
      where: { tenantId, webhookId, ...which },
      data: { state: "pending", attempts: 0, nextAt: new Date(), endedAt: null },
    });
    if (count === 0 && deliveryId !== undefined) throw notFound("delivery");
    const target = `webhook/${webhookId}`;
    await writeAudit(tx, {
      tenantId,
      actorId: user.id,
      action: "webhook.redeliver",
      target,
      detail: { queued: count },
    });
    await notifyLifecycle(tx);
    return { queued: count };
  });
}

/** Sends an event that says only that it is a test. @throws ApiError `not_found` */
export function testWebhook(deps: AppDeps, { tenantId }: Actor, webhookId: string): Promise<{ queued: number }> {
  return deps.db.tenant(tenantId, async (tx) => {
    if ((await tx.webhook.count({ where: { id: webhookId, tenantId } })) === 0) throw notFound("webhook");
    const id = newId();
    const time = new Date().toISOString();
    const source = `${deps.publicUrl ?? ""}/webhooks/${webhookId}`;
    const body = { specversion: "1.0", id, source, type: TEST_TYPE, time, data: { test: true } };
    await tx.webhookDelivery.create({ data: { id, tenantId, webhookId, eventId: id, type: TEST_TYPE, body } });
    await notifyLifecycle(tx);
    return { queued: 1 };
  });
}
