// What is forgotten after its time, and what is not.
import { newId } from "@ironweave/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMITS } from "./limits.ts";
import { purgeEvents } from "./services/purge-events.ts";
import { createTestApp, definition } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(async () => app?.[Symbol.asyncDispose]());

test("old events go, unless they are new, on their way, or gathered; so do ended messages and outcomes of schedules", async () => {
  const { id: tenantId, tokens } = app.a;
  const later = Date.now() + LIMITS.eventRetentionMs + 60_000;
  const created = await app.call(tokens.owner, "POST", "/workflows", definition("kept"));
  const workflowId = String(created.body["id"]);
  const versionId = (created.body["version"] as { id: string }).id;
  const runId = String((await app.call(tokens.owner, "POST", `/workflows/${workflowId}/runs`, {})).body["runId"]);
  const ids = Object.fromEntries(["old", "new", "underway", "gathered"].map((name) => [name, newId()]));
  await app.deps.db.tenant(tenantId, async (tx) => {
    for (const [name, id] of Object.entries(ids)) {
      const state = name === "new" ? "new" : "claimed";
      await tx.event.create({ data: { id, tenantId, source: "/s", eventId: name, type: "t", body: {}, state } });
    }
    const [old = "", underway = "", gathered = ""] = [ids["old"], ids["underway"], ids["gathered"]];
    await tx.eventDelivery.create({ data: { tenantId, eventId: old, runId, state: "delivered" } });
    await tx.eventDelivery.create({ data: { tenantId, eventId: underway, runId } });
    const schedule = { id: newId(), tenantId, workflowId, versionId, kind: "on", overlap: "allow", spec: {} };
    const [now, young] = [new Date(), new Date(later)];
    await tx.workflowSchedule.create({ data: { ...schedule, anchorAt: now, cursorAt: now } });
    const group = { tenantId, scheduleId: schedule.id, correlation: {} };
    await tx.eventGroup.create({ data: { id: newId(), ...group } });
    await tx.eventGroup.create({ data: { id: newId(), ...group, eventIds: [gathered], createdAt: young } });
    const firing = { tenantId, scheduleId: schedule.id, decidedAt: now };
    await tx.scheduleFiring.create({ data: { ...firing, dueAt: new Date(1), outcome: "skipped" } });
    await tx.scheduleFiring.create({ data: { ...firing, dueAt: new Date(2), outcome: "started", runId } });
  });
  const webhook = await app.call(tokens.owner, "POST", "/webhooks", { url: "https://example.com" });
  const webhookId = String(webhook.body["id"]);
  await app.deps.db.tenant(tenantId, async (tx) => {
    const message = { tenantId, webhookId, type: "t", body: {} };
    const ended = { state: "dead", endedAt: new Date() };
    await tx.webhookDelivery.create({ data: { id: newId(), ...message, eventId: "ended", ...ended } });
    await tx.webhookDelivery.create({ data: { id: newId(), ...message, eventId: "waiting" } });
  });

  expect(await purgeEvents(app.deps)).toBe(0);
  expect(await purgeEvents(app.deps, later)).toBe(4);
  const left = await app.deps.db.tenant(tenantId, async (tx) => ({
    events: (await tx.event.findMany({ orderBy: { id: "asc" } })).map(({ eventId }) => eventId),
    deliveries: await tx.eventDelivery.count(),
    groups: await tx.eventGroup.count(),
    firings: (await tx.scheduleFiring.findMany()).map(({ outcome }) => outcome),
    messages: (await tx.webhookDelivery.findMany()).map(({ eventId }) => eventId),
  }));
  expect(left).toEqual({
    events: ["new", "underway", "gathered"],
    deliveries: 1,
    groups: 1,
    firings: ["started"],
    messages: ["waiting"],
  });
});
