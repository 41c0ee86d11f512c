// One row of everything that a run hangs on, in a tenant of its own. For tests.

import { createHash } from "node:crypto";
import { writeAudit } from "../audit.ts";
import type { Database } from "../database.ts";
import { storeEventsWithin } from "../events/store-events.ts";
import { announceSubscriptionWithin } from "../events/subscriptions.ts";
import { appendRunEventsWithin } from "../journal/append-run-events.ts";
import { newId } from "../new-id.ts";
import { appendRunLogWithin } from "../run-log/append-run-log.ts";

export interface SeededRun {
  readonly tenantId: string;
  readonly userId: string;
  readonly workflowId: string;
  readonly versionId: string;
  readonly runId: string;
}

const TEXT =
  "document: {dsl: 1.0.3, namespace: default, name: hello, version: 0.1.0}\ndo: [{greet: {set: {hi: there}}}]\n";

/** Creates the tenant with an owner, a workflow, a version and a started run. */
export function seedRun(db: Database, tenantId: string): Promise<SeededRun> {
  const [userId, namespaceId, workflowId, versionId, runId] = [newId(), newId(), newId(), newId(), newId()];
  const secret = { tokenHash: createHash("sha256").update(newId()).digest(), tenantId, userId };
  return db.tenant(tenantId, async (tx) => {
    await tx.tenant.create({ data: { id: tenantId, name: "Example" } });
    const email = "owner@example.com";
    await tx.userAccount.create({ data: { id: userId, tenantId, email, name: "Owner", passwordHash: "-" } });
    await tx.membership.create({ data: { tenantId, userId, role: "owner" } });
    await tx.session.create({ data: { id: newId(), ...secret, expiresAt: new Date(Date.now() + 60_000) } });
    const tokenHash = createHash("sha256").update(newId()).digest();
    await tx.apiToken.create({ data: { id: newId(), tenantId, userId, tokenHash, name: "test" } });
    await tx.namespace.create({ data: { id: namespaceId, tenantId, name: "default" } });
    await tx.workflow.create({ data: { id: workflowId, tenantId, namespaceId, name: "hello", draftText: TEXT } });
    const hash = createHash("sha256").update(TEXT).digest("hex");
    await tx.workflowVersion.create({ data: { id: versionId, tenantId, workflowId, number: 1, text: TEXT, hash } });
    await tx.run.create({ data: { id: runId, tenantId, workflowId, versionId, input: {}, requestHash: "-" } });
    const started = { type: "workflow.started", input: {}, dsl: "1.0.3", engine: "test", seq: 1, at: 1_000 } as const;
    await appendRunEventsWithin(tx, { tenantId, runId, events: [started] });
    const lines = { execution: 1, attempt: 1, writer: newId(), part: 0, lines: ["a line"] };
    await appendRunLogWithin(tx, { tenantId, runId, ...lines });
    const event = { specversion: "1.0", id: "1", source: "/seed", type: "seeded" };
    await storeEventsWithin(tx, tenantId, [event]);
    await announceSubscriptionWithin(tx, { tenantId, runId, execution: 1, revision: 1, filters: [], takes: "first" });
    const stored = await tx.event.findFirstOrThrow({ where: { tenantId } });
    await tx.eventDelivery.create({ data: { tenantId, eventId: stored.id, runId } });
    const schedule = { id: newId(), tenantId, workflowId, versionId, kind: "every", overlap: "allow" };
    const now = new Date();
    await tx.workflowSchedule.create({
      data: { ...schedule, spec: { intervalMs: 1e9 }, anchorAt: now, cursorAt: now },
    });
    await tx.scheduleFiring.create({ data: { scheduleId: schedule.id, tenantId, dueAt: now, outcome: "skipped" } });
    const sealed = { keyId: "-", nonce: Buffer.alloc(12), ciphertext: Buffer.alloc(16) };
    const own = { tenantId, workflowId, userId };
    await tx.workflowDraft.create({ data: { ...own, text: TEXT, baseText: TEXT, baseRevision: 0 } });
    await tx.workflowPresence.create({ data: { ...own, clientId: newId(), expiresAt: new Date() } });
    const webhook = { id: newId(), tenantId, url: "https://example.com", types: [], ...sealed };
    await tx.webhook.create({ data: webhook });
    const delivery = { id: newId(), tenantId, webhookId: webhook.id, eventId: "1", type: "t", body: {} };
    await tx.webhookDelivery.create({ data: delivery });
    await tx.lifecycleOutbox.create({ data: { tenantId, runId, seq: 1 } });
    await tx.eventGroup.create({ data: { id: newId(), tenantId, scheduleId: schedule.id, correlation: {} } });
    await writeAudit(tx, { tenantId, actorId: userId, action: "run.start", target: `run/${runId}` });
    return { tenantId, userId, workflowId, versionId, runId };
  });
}
