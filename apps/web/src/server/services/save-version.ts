// Freezes a text as the next version of a workflow. A text with errors is refused, and one that is already the latest version
// makes no new one. A version becomes the common text only where nobody else has changed that text meanwhile (ADR 119).

import { isUniqueViolation, newId, notifyWorkflow, writeAudit } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import { ApiError, notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { SavedVersion, SaveVersionInput } from "../contract/workflow-contract.ts";
import { readDefinition } from "../definition/read-definition.ts";
import type { Definition } from "../definition/read-definition.ts";
import { nameTaken } from "./create-workflow.ts";
import { ensureNamespace } from "./ensure-namespace.ts";
import { headOf } from "./get-workflow.ts";
import { versionSummaryOf } from "./read-versions.ts";
import { syncSchedulesWithin } from "./sync-schedules.ts";

/**
 * The version; its text is the common text then, and what the caller's draft comes from.
 * @throws ApiError `version_conflict` with `details.head`, `invalid_definition` with `details.diagnostics`, `name_taken`, `not_found`
 */
export async function saveVersion(deps: AppDeps, actor: Actor, input: SaveVersionInput): Promise<SavedVersion> {
  const definition = readDefinition(input.text);
  try {
    return await deps.db.tenant(actor.tenantId, (tx) =>
      saveVersionWithin(tx, actor, {
        workflowId: input.id,
        definition,
        note: input.note,
        head: input.baseRevision === undefined ? "always" : { from: input.baseRevision },
      }),
    );
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(definition) : error;
  }
}

export interface NewVersion {
  readonly workflowId: string;
  readonly definition: Definition;
  readonly note?: string | undefined;
  /**
   * Makes the text the common one: `always`, or where the common text still is at revision `from` and else refuses with
   * `version_conflict`; `unlessMoved` leaves the common text alone in that case. @default never
   */
  readonly head?: "always" | { readonly from: number; readonly unlessMoved?: true };
}

interface HeadRow {
  readonly draftText: string;
  readonly draftRevision: number;
  readonly headVersionId: string | null;
}

/** The same inside a transaction of the caller. The workflow's row is locked, so versions are numbered without gaps. */
export async function saveVersionWithin(
  tx: TenantTransaction,
  actor: Actor,
  wanted: NewVersion,
): Promise<SavedVersion> {
  const { workflowId, definition, head } = wanted;
  const [locked] = await tx.$queryRaw<HeadRow[]>`
    select draft_text as "draftText", draft_revision as "draftRevision", head_version_id::text as "headVersionId"
    from workflow where id = ${workflowId}::uuid and deleted_at is null for update`;
  if (locked === undefined) throw notFound("workflow");
  const moved = typeof head === "object" && head.from !== locked.draftRevision && locked.draftText !== definition.text;
  if (moved && head.unlessMoved !== true) throw await versionConflict(tx, locked);
  const saved = await insertVersion(tx, actor, wanted);
  if (head === undefined || moved) return { ...saved, headRevision: locked.draftRevision };
  return { ...saved, headRevision: await moveHead(tx, actor, wanted, locked, saved.id) };
}

async function versionConflict(tx: TenantTransaction, row: HeadRow): Promise<ApiError> {
  const head = await headOf(tx, row);
  const message = `${head.author ?? "Somebody"} has saved another version meanwhile. Merge it into your text, then save.`;
  return new ApiError("version_conflict", message, { head });
}

/** Makes the text the common one, and what the caller's own draft comes from; the common text's revision then. */
async function moveHead(
  tx: TenantTransaction,
  actor: Actor,
  { workflowId, definition: { text } }: NewVersion,
  row: HeadRow,
  headVersionId: string,
): Promise<number> {
  const changed = row.draftText !== text;
  const revision = row.draftRevision + (changed ? 1 : 0);
  if (changed || row.headVersionId !== headVersionId) {
    const data = { draftText: text, draftRevision: revision, draftUpdatedAt: new Date(), headVersionId };
    await tx.workflow.update({ where: { id: workflowId }, data });
  }
  // What the caller has typed since stays in the draft.
  const own = { tenantId: actor.tenantId, workflowId, userId: actor.user.id, text };
  await tx.workflowDraft.updateMany({ where: own, data: { baseText: text, baseRevision: revision } });
  await notifyWorkflow(tx, workflowId);
  return revision;
}

async function insertVersion(
  tx: TenantTransaction,
  { tenantId, user }: Actor,
  wanted: NewVersion,
): Promise<Omit<SavedVersion, "headRevision">> {
  const { workflowId, definition } = wanted;
  const { text, hash } = definition;
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
