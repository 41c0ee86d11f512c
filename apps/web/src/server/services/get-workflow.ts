// One workflow with the caller's draft and the common text. A draft in which nothing was changed follows the common text.

import type { TenantTransaction } from "@ironweave/db";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { Draft, HeadRef, WorkflowDetail, WorkflowHead } from "../contract/workflow-contract.ts";

/** The workflow. @throws ApiError `not_found` also where it is deleted or another tenant's */
export function getWorkflow(deps: AppDeps, actor: Actor, id: string): Promise<WorkflowDetail> {
  return deps.db.tenant(actor.tenantId, (tx) => readWorkflow(tx, actor, id));
}

/** The same inside a transaction of the caller. */
export async function readWorkflow(
  tx: TenantTransaction,
  { tenantId, user }: Pick<Actor, "tenantId" | "user">,
  id: string,
): Promise<WorkflowDetail> {
  const found = await tx.workflow.findFirst({
    where: { id, tenantId, deletedAt: null },
    select: {
      id: true,
      name: true,
      draftText: true,
      draftRevision: true,
      draftUpdatedAt: true,
      headVersionId: true,
      namespace: { select: { name: true } },
      versions: { select: { id: true, number: true }, orderBy: { number: "desc" }, take: 1 },
      drafts: { where: { userId: user.id }, take: 1 },
    },
  });
  if (found === null) throw notFound("workflow");
  const latestVersion = found.versions[0];
  const own = found.drafts[0];
  const head = { revision: found.draftRevision, text: found.draftText };
  const draft: Draft =
    own === undefined || own.text === own.baseText
      ? {
          text: head.text,
          revision: own?.revision ?? 0,
          updatedAt: found.draftUpdatedAt.toISOString(),
          base: head,
        }
      : {
          text: own.text,
          revision: own.revision,
          updatedAt: own.updatedAt.toISOString(),
          base: { revision: own.baseRevision, text: own.baseText },
        };
  return {
    id: found.id,
    namespace: found.namespace.name,
    name: found.name,
    draft,
    head: await headOf(tx, found),
    ...(latestVersion === undefined ? {} : { latestVersion }),
  };
}

/** The common text, and who saved it as which version. @throws ApiError `not_found` */
export function getHead(deps: AppDeps, { tenantId }: Actor, id: string): Promise<WorkflowHead> {
  return deps.db.tenant(tenantId, async (tx) => {
    const select = { draftText: true, draftRevision: true, headVersionId: true } as const;
    const found = await tx.workflow.findFirst({ where: { id, tenantId, deletedAt: null }, select });
    if (found === null) throw notFound("workflow");
    return { ...(await headOf(tx, found)), text: found.draftText };
  });
}

/** What the API tells of a workflow's common text. */
export async function headOf(
  tx: TenantTransaction,
  row: { readonly draftRevision: number; readonly headVersionId: string | null },
): Promise<HeadRef> {
  const { draftRevision: revision, headVersionId } = row;
  if (headVersionId === null) return { revision };
  const where = { id: headVersionId };
  const version = await tx.workflowVersion.findFirst({ where, select: { number: true, author: true } });
  if (version === null) return { revision };
  const { number, author } = version;
  return { revision, version: number, ...(author === null ? {} : { author }) };
}
