// Inputs and outputs of webhooks: receivers of lifecycle events, and what became of what they were sent.

import { z } from "zod";
import { LIFECYCLE_TYPES, RUN_TYPES } from "../events/lifecycle-event.ts";
import { LIMITS } from "../limits.ts";
import { jsonOutput } from "./json-value.ts";
import { entityId } from "./workflow-contract.ts";

const url = z
  .url({ protocol: /^https?$/u })
  .max(2_000)
  .refine((text) => {
    const { username, password } = new URL(text);
    return username === "" && password === "";
  }, "must not hold a user name or a password; the receiver knows us by the signature");
const types = z.array(z.enum(LIFECYCLE_TYPES)).min(1).max(LIFECYCLE_TYPES.length);

export const createWebhookInput = z.strictObject({
  url,
  description: z.string().max(500).default(""),
  types: types.default([...RUN_TYPES]),
  /** Runs of this workflow only. */
  workflowId: entityId.optional(),
});
export const webhookIdInput = z.strictObject({ id: entityId });
export const webhookChange = z.strictObject({
  url: url.optional(),
  description: z.string().max(500).optional(),
  types: types.optional(),
  enabled: z.boolean().optional(),
});
export const updateWebhookInput = webhookChange.extend({ id: entityId });
export const listDeliveriesQuery = z.strictObject({
  state: z.enum(["pending", "delivered", "dead"]).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pageRows).default(50),
});
export const listDeliveriesInput = listDeliveriesQuery.extend({ id: entityId });
export const redeliverPath = z.strictObject({ id: entityId, deliveryId: entityId });

export const webhookDetail = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  types: z.array(z.string()),
  workflowId: z.string().optional(),
  enabled: z.boolean(),
  /** Why the server disabled it. */
  disabledReason: z.string().optional(),
  createdAt: z.iso.datetime(),
  /** How many deliveries wait, and how many were given up. */
  pending: z.int(),
  dead: z.int(),
});
export const webhookList = z.object({ webhooks: z.array(webhookDetail) });
/** `secret` is shown this once: `whsec_` and base64, as Standard Webhooks has it. */
export const webhookWithSecret = webhookDetail.extend({ secret: z.string() });

export const deliveryDetail = z.object({
  id: z.string(),
  eventId: z.string(),
  type: z.string(),
  event: jsonOutput,
  state: z.enum(["pending", "delivered", "dead"]),
  attempts: z.int(),
  /** When it is tried next; only where it is pending. */
  nextAt: z.iso.datetime().optional(),
  lastStatus: z.int().optional(),
  /** Why the last attempt failed. */
  lastError: z.string().optional(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
});
export const deliveryList = z.object({ deliveries: z.array(deliveryDetail) });
export const redelivered = z.object({ queued: z.int() });

export type CreateWebhookInput = z.infer<typeof createWebhookInput>;
export type UpdateWebhookInput = z.infer<typeof updateWebhookInput>;
export type ListDeliveriesInput = z.infer<typeof listDeliveriesInput>;
export type WebhookDetail = z.infer<typeof webhookDetail>;
export type WebhookWithSecret = z.infer<typeof webhookWithSecret>;
export type DeliveryDetail = z.infer<typeof deliveryDetail>;
