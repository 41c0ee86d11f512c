// Autosave. A draft that was changed elsewhere meanwhile is never overwritten: the caller gets it back and decides.

import { ApiError } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { SaveDraftInput, SavedDraft } from "../contract/workflow-contract.ts";
import { assertDefinitionSize } from "../definition/read-definition.ts";
import { readWorkflow } from "./get-workflow.ts";

/** The new revision. @throws ApiError `draft_conflict` with `details.draft`, `not_found` */
export async function saveDraft(deps: AppDeps, { tenantId }: Actor, input: SaveDraftInput): Promise<SavedDraft> {
  assertDefinitionSize(input.text);
  const { id, text, baseRevision } = input;
  const draftUpdatedAt = new Date();
  return deps.db.tenant(tenantId, async (tx) => {
    const changed = await tx.workflow.updateMany({
      where: { id, tenantId, deletedAt: null, draftRevision: baseRevision },
      data: { draftText: text, draftRevision: { increment: 1 }, draftUpdatedAt },
    });
    if (changed.count === 1) return { revision: baseRevision + 1, updatedAt: draftUpdatedAt.toISOString() };
    const { draft } = await readWorkflow(tx, tenantId, id);
    // The same text twice, e.g. a request repeated after a lost answer, is no conflict.
    if (draft.text === text) return { revision: draft.revision, updatedAt: draft.updatedAt };
    throw new ApiError("draft_conflict", "The draft was changed elsewhere meanwhile.", { draft });
  });
}
