// Freezes a text as the next version of a workflow. A text with errors is refused, and one that is already the latest version
// makes no new one.

import { isUniqueViolation, newId, writeAudit } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { SavedVersion, SaveVersionInput } from "../contract/workflow-contract.ts";
import { readDefinition } from "../definition/read-definition.ts";
import type { Definition } from "../definition/read-definition.ts";
import { nameTaken } from "./create-workflow.ts";
import { ensureNamespace } from "./ensure-namespace.ts";
import { versionSummaryOf } from "./read-versions.ts";
import { syncSchedulesWithin } from "./sync-schedules.ts";

/** The version. @throws ApiError `invalid_definition` with `details.diagnostics`, `name_taken`, `not_found` */
export async function saveVersion(deps: AppDeps, actor: Actor, input: SaveVersionInput): Promise<SavedVersion> {
  const definition = readDefinition(input.text);
  try {
    return await deps.db.tenant(actor.tenantId, (tx) =>
      saveVersionWithin(tx, actor, { workflowId: input.id, definition, note: input.note }),
    );
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(definition) : error;
  }
}

export interface NewVersion {
  readonly workflowId: string;
  readonly definition: Definition;
  readonly note?: string | undefined;
  /** Makes the text the draft as well, e.g. for an update through REST. @default false */
  readonly replaceDraft?: boolean;
}

/** The same inside a transaction of the caller. The workflow's row is locked, so versions are numbered without gaps. */
export async function saveVersionWithin(
  tx: TenantTransaction,
  actor: Actor,
  wanted: NewVersion,
): Promise<SavedVersion> {
  const { tenantId, user } = actor;
  const { workflowId, definition } = wanted;
  const { text, hash } = definition;
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select id::text from workflow where id = ${workflowId}::uuid and deleted_at is null for update`;
  if (locked.length === 0) throw notFound("workflow");
  if (wanted.replaceDraft === true) {
    const data = { draftText: text, draftRevision: { increment: 1 }, draftUpdatedAt: new Date() };
    await tx.workflow.updateMany({ where: { id: workflowId, draftText: { not: text } }, data });
  }
  const latest = await tx.workflowVersion.findFirst({ where: { tenantId, workflowId }, orderBy: { number: "desc" } });
  if (latest?.hash === hash) return { ...versionSummaryOf(latest), created: false };

  const namespaceId = await ensureNamespace(tx, tenantId, definition.namespace);
  await tx.workflow.update({
    where: { id: workflowId },
    data: { namespaceId, name: definition.name, title: definition.title ?? null, updatedAt: new Date() },
  });
  const version = await tx.workflowVersion.create({
    data: {
      id: newId(),
      tenantId,
      workflowId,
      number: (latest?.number ?? 0) + 1,
      text,
      hash,
      note: wanted.note ?? null,
      authorId: user.id,
      author: user.name,
    },
  });
  await syncSchedulesWithin(tx, { tenantId, workflowId, versionId: version.id, document: definition.document });
  await writeAudit(tx, {
    tenantId,
    actorId: user.id,
    action: "workflow.save-version",
    target: `workflow/${workflowId}`,
    detail: {
      version: version.id,
      number: version.number,
      hash,
    },
  });
  return { ...versionSummaryOf(version), created: true };
}
