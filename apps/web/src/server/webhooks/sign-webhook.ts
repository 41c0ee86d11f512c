// The signature of what a receiver is sent, as the Standard Webhooks specification has it: HMAC-SHA256 over id, time and body.

import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** A new secret: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(32).toString("base64")}`;
}

export interface SignedMessage {
  readonly id: string;
  /** Epoch milliseconds of this attempt. */
  readonly atMs: number;
  readonly body: string;
}

/** The headers `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`. */
export function webhookHeaders(secret: string, { id, atMs, body }: SignedMessage): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(atMs / 1_000));
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
