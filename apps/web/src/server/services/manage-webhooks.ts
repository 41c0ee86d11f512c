// Receivers of lifecycle events: who is told, and of what. A secret is made here, shown once, and sealed.

import { isForeignKeyViolation, newId, notifyLifecycle, sealText, writeAudit } from "@ironweave/db";
import type { SecretKey, TenantTransaction } from "@ironweave/db";
import { ApiError, notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type {
  CreateWebhookInput,
  UpdateWebhookInput,
  WebhookDetail,
  WebhookWithSecret,
} from "../contract/webhook-contract.ts";
import { LIMITS } from "../limits.ts";
import { newWebhookSecret } from "../webhooks/sign-webhook.ts";
import { webhookPlace } from "./deliver-webhooks.ts";

/** Oldest first. */
export function listWebhooks(deps: AppDeps, { tenantId }: Actor): Promise<WebhookDetail[]> {
  return deps.db.tenant(tenantId, (tx) => readWebhooks(tx, tenantId));
}

/** @throws ApiError `not_found` */
export function getWebhook(deps: AppDeps, { tenantId }: Actor, id: string): Promise<WebhookDetail> {
  return deps.db.tenant(tenantId, (tx) => readWebhook(tx, tenantId, id));
}

/** @throws ApiError `not_found` for the workflow, `too_many_webhooks`, `no_secret_key` */
export async function createWebhook(
  deps: AppDeps,
  actor: Actor,
  { url, description, types, workflowId }: CreateWebhookInput,
): Promise<WebhookWithSecret> {
  const { tenantId } = actor;
  const key = keyOf(deps);
  const id = newId();
  const secret = newWebhookSecret();
  const sealed = sealText(key, webhookPlace(tenantId, id), secret);
  try {
    return await deps.db.tenant(tenantId, async (tx) => {
      if ((await tx.webhook.count({ where: { tenantId } })) >= LIMITS.webhooks) {
        throw new ApiError("too_many_webhooks", `There are ${LIMITS.webhooks} webhooks already; delete one first.`);
      }
      const identity = { id, tenantId, url, description, types, workflowId: workflowId ?? null };
      await tx.webhook.create({ data: { ...identity, ...sealed } });
      await audit(tx, actor, "webhook.create", id, { url, types });
      return { ...(await readWebhook(tx, tenantId, id)), secret };
    });
  } catch (error) {
    throw isForeignKeyViolation(error) ? notFound("workflow") : error;
  }
}

/** What is enabled again goes on with what waited. @throws ApiError `not_found` */
export function updateWebhook(deps: AppDeps, actor: Actor, input: UpdateWebhookInput): Promise<WebhookDetail> {
  const { tenantId } = actor;
  const { id, url, description, types, enabled } = input;
  return deps.db.tenant(tenantId, async (tx) => {
    const data = {
      ...(url === undefined ? {} : { url }),
      ...(description === undefined ? {} : { description }),
      ...(types === undefined ? {} : { types }),
      ...(enabled === undefined ? {} : { enabled, disabledReason: null }),
    };
    if ((await tx.webhook.updateMany({ where: { id, tenantId }, data })).count === 0) throw notFound("webhook");
    const { id: _id, ...detail } = input;
    await audit(tx, actor, "webhook.update", id, detail);
    await notifyLifecycle(tx);
    return readWebhook(tx, tenantId, id);
  });
}

/** Its deliveries go with it. @throws ApiError `not_found` */
export function deleteWebhook(deps: AppDeps, actor: Actor, id: string): Promise<{ deleted: true }> {
  return deps.db.tenant(actor.tenantId, async (tx) => {
    const { count } = await tx.webhook.deleteMany({ where: { id, tenantId: actor.tenantId } });
    if (count === 0) throw notFound("webhook");
    await audit(tx, actor, "webhook.delete", id, {});
    return { deleted: true };
  });
}

/** A new secret; the old one signs nothing any more. @throws ApiError `not_found`, `no_secret_key` */
export function rotateWebhookSecret(deps: AppDeps, actor: Actor, id: string): Promise<WebhookWithSecret> {
  const { tenantId } = actor;
  const secret = newWebhookSecret();
  const sealed = sealText(keyOf(deps), webhookPlace(tenantId, id), secret);
  return deps.db.tenant(tenantId, async (tx) => {
    const { count } = await tx.webhook.updateMany({ where: { id, tenantId }, data: sealed });
    if (count === 0) throw notFound("webhook");
    await audit(tx, actor, "webhook.rotate-secret", id, {});
    return { ...(await readWebhook(tx, tenantId, id)), secret };
  });
}

async function readWebhook(tx: TenantTransaction, tenantId: string, id: string): Promise<WebhookDetail> {
  const [found] = await readWebhooks(tx, tenantId, id);
  if (found === undefined) throw notFound("webhook");
  return found;
}

async function readWebhooks(tx: TenantTransaction, tenantId: string, id?: string): Promise<WebhookDetail[]> {
  const rows = await tx.webhook.findMany({
    where: { tenantId, ...(id === undefined ? {} : { id }) },
    orderBy: { id: "asc" },
    omit: { keyId: true, nonce: true, ciphertext: true },
  });
  const counts = await tx.webhookDelivery.groupBy({
    by: ["webhookId", "state"],
    where: { tenantId, webhookId: { in: rows.map((row) => row.id) }, state: { not: "delivered" } },
    _count: true,
  });
  const count = (webhookId: string, state: string): number =>
    counts.find((each) => each.webhookId === webhookId && each.state === state)?._count ?? 0;
  return rows.map(({ id: webhookId, url, description, types, workflowId, enabled, disabledReason, createdAt }) => ({
    id: webhookId,
    url,
    description,
    types,
    ...(workflowId === null ? {} : { workflowId }),
    enabled,
    ...(disabledReason === null ? {} : { disabledReason }),
    createdAt: createdAt.toISOString(),
    pending: count(webhookId, "pending"),
    dead: count(webhookId, "dead"),
  }));
}

function keyOf({ secretKey }: AppDeps): SecretKey {
  if (secretKey !== undefined) return secretKey;
  throw new ApiError("no_secret_key", "The server has no IRONWEAVE_KEY, so it cannot keep the secret of a webhook.");
}

async function audit(
  tx: TenantTransaction,
  { tenantId, user }: Actor,
  action: string,
  id: string,
  detail: object,
): Promise<void> {
  const plain = JSON.parse(JSON.stringify(detail));
  await writeAudit(tx, { tenantId, actorId: user.id, action, target: `webhook/${id}`, detail: plain });
}
