// One workflow with its draft.

import type { TenantTransaction } from "@ironweave/db";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { WorkflowDetail } from "../contract/workflow-contract.ts";

/** The workflow. @throws ApiError `not_found` also where it is deleted or another tenant's */
export function getWorkflow(deps: AppDeps, { tenantId }: Actor, id: string): Promise<WorkflowDetail> {
  return deps.db.tenant(tenantId, (tx) => readWorkflow(tx, tenantId, id));
}

/** The same inside a transaction of the caller. */
export async function readWorkflow(tx: TenantTransaction, tenantId: string, id: string): Promise<WorkflowDetail> {
  const found = await tx.workflow.findFirst({
    where: { id, tenantId, deletedAt: null },
    select: {
      id: true,
      name: true,
      draftText: true,
      draftRevision: true,
      draftUpdatedAt: true,
      namespace: { select: { name: true } },
      versions: { select: { id: true, number: true }, orderBy: { number: "desc" }, take: 1 },
    },
  });
  if (found === null) throw notFound("workflow");
  const latestVersion = found.versions[0];
  return {
    id: found.id,
    namespace: found.namespace.name,
    name: found.name,
    draft: { text: found.draftText, revision: found.draftRevision, updatedAt: found.draftUpdatedAt.toISOString() },
    ...(latestVersion === undefined ? {} : { latestVersion }),
  };
}
