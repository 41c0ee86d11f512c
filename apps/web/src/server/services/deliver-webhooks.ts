// Sends what is due to one receiver. A delivery is claimed before it is sent, for longer than an answer may take: should the
// process die in between, another sends it again under the same id. So a receiver gets each message at least once.

import { isDatabaseUnavailable, openText } from "@ironweave/db";
import type { AppDeps } from "../app-deps.ts";
import { LIMITS } from "../limits.ts";
import { attemptOutcome } from "../webhooks/attempt-outcome.ts";
import type { Attempt } from "../webhooks/attempt-outcome.ts";
import { webhookHeaders } from "../webhooks/sign-webhook.ts";

const LEASE_MS = LIMITS.webhookMs * 3;
/** Codes of the guarded client that no repetition mends. */
const FINAL = new Set(["egress_blocked", "invalid_request"]);

interface Claimed {
  readonly id: string;
  readonly eventId: string;
  readonly body: unknown;
  readonly attempts: number;
}

/** Receivers that have something due, and when the next of the others is. */
export async function dueWebhooks(
  deps: Pick<AppDeps, "db">,
  tenantId: string,
  nowMs: number,
): Promise<{ readonly due: readonly string[]; readonly nextMs: number | undefined }> {
  const rows = await deps.db.tenant(
    tenantId,
    (tx) => tx.$queryRaw<{ id: string; nextAt: Date }[]>`
      select d.webhook_id::text as id, min(d.next_at) as "nextAt" from webhook_delivery d
      join webhook w on w.id = d.webhook_id and w.enabled
      where d.tenant_id = ${tenantId}::uuid and d.state = 'pending' group by d.webhook_id`,
  );
  const due = rows.filter(({ nextAt }) => nextAt.getTime() <= nowMs).map(({ id }) => id);
  const later = rows.map(({ nextAt }) => nextAt.getTime()).filter((at) => at > nowMs);
  return { due, nextMs: later.length === 0 ? undefined : Math.min(...later) };
}

/** Sends until nothing is due, a few at a time. Resolves with how many were tried. */
export async function deliverToWebhook(
  deps: Pick<AppDeps, "db" | "http" | "secretKey">,
  tenantId: string,
  webhookId: string,
  now: () => number = Date.now,
): Promise<number> {
  const { secretKey } = deps;
  if (secretKey === undefined) return 0;
  const webhook = await deps.db.tenant(tenantId, (tx) =>
    tx.webhook.findFirst({ where: { id: webhookId, tenantId, enabled: true } }),
  );
  if (webhook === null) return 0;
  const secret = openText(secretKey, webhookPlace(tenantId, webhookId), webhook, `The secret of webhook ${webhookId}`);
  let tried = 0;
  for (;;) {
    const claimed = await claim(deps, tenantId, webhookId, now());
    if (claimed.length === 0) return tried;
    tried += claimed.length;
    await Promise.all(
      claimed.map(async (delivery) => {
        const attempt = await send(deps, webhook.url, secret, delivery, now());
        await record(deps, tenantId, webhookId, delivery, attempt, now());
      }),
    );
  }
}

/** Where the secret of a receiver stands, for sealing and opening it. */
export function webhookPlace(tenantId: string, webhookId: string): readonly string[] {
  return ["ironweave.webhook", tenantId.toLowerCase(), webhookId];
}

function claim(
  deps: Pick<AppDeps, "db">,
  tenantId: string,
  webhookId: string,
  nowMs: number,
): Promise<readonly Claimed[]> {
  return deps.db.tenant(
    tenantId,
    (tx) => tx.$queryRaw<Claimed[]>`
      update webhook_delivery set attempts = attempts + 1, next_at = ${new Date(nowMs + LEASE_MS)}::timestamptz
      where id in (
        select d.id from webhook_delivery d join webhook w on w.id = d.webhook_id and w.enabled
        where d.webhook_id = ${webhookId}::uuid and d.state = 'pending' and d.next_at <= ${new Date(nowMs)}::timestamptz
        order by d.next_at, d.id limit ${LIMITS.webhookConcurrency}::int for update of d skip locked)
      returning id::text, event_id as "eventId", body, attempts`,
  );
}

async function send(
  { http }: Pick<AppDeps, "http">,
  url: string,
  secret: string,
  { eventId, body, attempts: number }: Claimed,
  atMs: number,
): Promise<Attempt> {
  const text = JSON.stringify(body);
  const random = Math.random();
  try {
    const answer = await http.request({
      method: "POST",
      url,
      headers: {
        "content-type": "application/cloudevents+json; charset=utf-8",
        "user-agent": "Ironweave",
        ...webhookHeaders(secret, { id: eventId, atMs, body: text }),
      },
      body: text,
      timeoutMs: LIMITS.webhookMs,
    });
    return { number, random, answer: { status: answer.status, retryAfter: answer.headers["retry-after"] } };
  } catch (error) {
    // By its fields, since the class may exist once in each of Next's bundles.
    const code = error instanceof Error && "title" in error ? String(error.title) : "";
    const reason = error instanceof Error ? error.message : String(error);
    const failure = `${code === "" ? "" : `${code}: `}${reason}`.slice(0, 500);
    return { number, random, answer: { failure }, final: FINAL.has(code) };
  }
}

async function record(
  deps: Pick<AppDeps, "db">,
  tenantId: string,
  webhookId: string,
  { id, attempts }: Claimed,
  attempt: Attempt,
  nowMs: number,
): Promise<void> {
  const outcome = attemptOutcome(attempt);
  const lastStatus = "status" in attempt.answer ? attempt.answer.status : null;
  const lastError = outcome.state === "delivered" ? null : outcome.error;
  const ended = outcome.state === "pending" ? {} : { endedAt: new Date(nowMs) };
  const again = outcome.state === "pending" ? { nextAt: new Date(nowMs + outcome.afterMs) } : {};
  try {
    await deps.db.tenant(tenantId, async (tx) => {
      // Whoever claimed it since then has the say.
      await tx.webhookDelivery.updateMany({
        where: { id, attempts, state: "pending" },
        data: { state: outcome.state, lastStatus, lastError, ...ended, ...again },
      });
      if (outcome.state === "dead" && outcome.gone) {
        const disabledReason = "The receiver answered 410 Gone.";
        await tx.webhook.updateMany({ where: { id: webhookId, tenantId }, data: { enabled: false, disabledReason } });
      }
    });
  } catch (error) {
    // The claim runs out, and it is sent again.
    if (!isDatabaseUnavailable(error)) throw error;
  }
}
