// Autosave of a person's own draft. A draft that was changed in another window meanwhile is never overwritten: the caller gets it
// back and merges.

import { isUniqueViolation, notifyWorkflow } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import { ApiError } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { SaveDraftInput, SavedDraft } from "../contract/workflow-contract.ts";
import { assertDefinitionSize } from "../definition/read-definition.ts";
import { readWorkflow } from "./get-workflow.ts";

/** The new revision. @throws ApiError `draft_conflict` with `details.draft`, `not_found` */
export async function saveDraft(deps: AppDeps, actor: Actor, input: SaveDraftInput): Promise<SavedDraft> {
  assertDefinitionSize(input.text);
  if (input.base !== undefined) assertDefinitionSize(input.base.text);
  const once = () => deps.db.tenant(actor.tenantId, (tx) => saveWithin(tx, actor, input));
  try {
    return await once();
  } catch (error) {
    // Another window has made the first draft between our look and our insert; now it is there.
    if (isUniqueViolation(error)) return once();
    throw error;
  }
}

async function saveWithin(tx: TenantTransaction, actor: Actor, input: SaveDraftInput): Promise<SavedDraft> {
  const { tenantId, user } = actor;
  const { id: workflowId, text, baseRevision, base } = input;
  const updatedAt = new Date();
  const { draft, head } = await readWorkflow(tx, actor, workflowId);
  const from = base === undefined ? {} : { baseText: base.text, baseRevision: Math.min(base.revision, head.revision) };
  const own = { tenantId, workflowId, userId: user.id };
  const changed = await tx.workflowDraft.updateMany({
    where: { ...own, revision: baseRevision },
    data: { text, updatedAt, revision: { increment: 1 }, ...from },
  });
  if (changed.count === 0) {
    // The same text twice, e.g. a request repeated after a lost answer, is no conflict.
    if (draft.revision > 0 && draft.text === text) return { revision: draft.revision, updatedAt: draft.updatedAt };
    if (draft.revision !== 0 || baseRevision !== 0) {
      throw new ApiError("draft_conflict", "The draft was changed elsewhere meanwhile.", { draft });
    }
    const first = { baseText: draft.base.text, baseRevision: draft.base.revision, ...from };
    await tx.workflowDraft.create({ data: { ...own, text, updatedAt, ...first } });
  }
  await notifyWorkflow(tx, workflowId);
  return { revision: baseRevision + 1, updatedAt: updatedAt.toISOString() };
}
