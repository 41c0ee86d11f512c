// REST of webhooks. A secret is in the answer to its making, and nowhere else.

import { z } from "zod";
import * as contract from "../contract/webhook-contract.ts";
import { jsonResponse } from "../http/json-response.ts";
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  rotateWebhookSecret,
  updateWebhook,
} from "../services/manage-webhooks.ts";
import { listDeliveries, redeliver, testWebhook } from "../services/webhook-deliveries.ts";
import { route } from "./route.ts";

const none = z.strictObject({});
const nothing = { query: none, bodyKind: "none", body: z.undefined() } as const;

export const WEBHOOK_ROUTES = [
  route({
    ...nothing,
    method: "GET",
    template: "/webhooks",
    permission: "webhook.read",
    summary: "Lists the receivers of lifecycle events",
    path: none,
    response: contract.webhookList,
    run: async ({ deps, actor }) => jsonResponse({ webhooks: await listWebhooks(deps, actor) }),
  }),
  route({
    method: "POST",
    template: "/webhooks",
    permission: "webhook.write",
    summary: "Adds a receiver; the answer shows its secret this once",
    path: none,
    query: none,
    bodyKind: "json",
    body: contract.createWebhookInput,
    response: contract.webhookWithSecret,
    status: 201,
    run: async ({ deps, actor, body }) => {
      const created = await createWebhook(deps, actor, body);
      return jsonResponse(created, 201, { location: `/api/v1/webhooks/${created.id}` });
    },
  }),
  route({
    ...nothing,
    method: "GET",
    template: "/webhooks/{id}",
    permission: "webhook.read",
    summary: "Reads a receiver, without its secret",
    path: contract.webhookIdInput,
    response: contract.webhookDetail,
    run: async ({ deps, actor, path }) => jsonResponse(await getWebhook(deps, actor, path.id)),
  }),
  route({
    method: "PUT",
    template: "/webhooks/{id}",
    permission: "webhook.write",
    summary: "Changes, disables or enables a receiver",
    path: contract.webhookIdInput,
    query: none,
    bodyKind: "json",
    body: contract.webhookChange,
    response: contract.webhookDetail,
    run: async ({ deps, actor, path, body }) => jsonResponse(await updateWebhook(deps, actor, { ...path, ...body })),
  }),
  route({
    ...nothing,
    method: "DELETE",
    template: "/webhooks/{id}",
    permission: "webhook.write",
    summary: "Deletes a receiver and its deliveries",
    path: contract.webhookIdInput,
    response: z.object({ deleted: z.literal(true) }),
    run: async ({ deps, actor, path }) => jsonResponse(await deleteWebhook(deps, actor, path.id)),
  }),
  route({
    ...nothing,
    method: "POST",
    template: "/webhooks/{id}/secret",
    permission: "webhook.write",
    summary: "Makes a new secret; the answer shows it this once",
    path: contract.webhookIdInput,
    response: contract.webhookWithSecret,
    run: async ({ deps, actor, path }) => jsonResponse(await rotateWebhookSecret(deps, actor, path.id)),
  }),
  route({
    ...nothing,
    method: "POST",
    template: "/webhooks/{id}/test",
    permission: "webhook.write",
    summary: "Sends an event that says only that it is a test",
    path: contract.webhookIdInput,
    response: contract.redelivered,
    status: 202,
    run: async ({ deps, actor, path }) => jsonResponse(await testWebhook(deps, actor, path.id), 202),
  }),
  route({
    method: "GET",
    template: "/webhooks/{id}/deliveries",
    permission: "webhook.read",
    summary: "Lists what a receiver was sent, newest first, with what came of it",
    path: contract.webhookIdInput,
    query: contract.listDeliveriesQuery,
    bodyKind: "none",
    body: z.undefined(),
    response: contract.deliveryList,
    run: async ({ deps, actor, path, query }) =>
      jsonResponse({ deliveries: await listDeliveries(deps, actor, { ...path, ...query }) }),
  }),
  route({
    ...nothing,
    method: "POST",
    template: "/webhooks/{id}/redeliver",
    permission: "webhook.write",
    summary: "Sends all deliveries again that were given up",
    path: contract.webhookIdInput,
    response: contract.redelivered,
    status: 202,
    run: async ({ deps, actor, path }) => jsonResponse(await redeliver(deps, actor, path), 202),
  }),
  route({
    ...nothing,
    method: "POST",
    template: "/webhooks/{id}/deliveries/{deliveryId}/redeliver",
    permission: "webhook.write",
    summary: "Sends one delivery again",
    path: contract.redeliverPath,
    response: contract.redelivered,
    status: 202,
    run: async ({ deps, actor, path }) => jsonResponse(await redeliver(deps, actor, path), 202),
  }),
];
