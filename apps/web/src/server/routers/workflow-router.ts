// Workflows, their drafts and versions. Thin: each procedure names its permission, its schemas and its service.
import { z } from "zod";
import * as contract from "../contract/workflow-contract.ts";
import { createWorkflow } from "../services/create-workflow.ts";
import { deleteWorkflow } from "../services/delete-workflow.ts";
import { getVersion, listVersions } from "../services/read-versions.ts";
import { getWorkflow } from "../services/get-workflow.ts";
import { listWorkflows } from "../services/list-workflows.ts";
import { saveDraft } from "../services/save-draft.ts";
import { saveVersion } from "../services/save-version.ts";
import { procedure, router } from "../trpc.ts";

export const workflowRouter = router({
  list: procedure("workflow.read")
    .input(contract.listWorkflowsInput)
    .output(z.array(contract.workflowSummary))
    .query(({ ctx, input }) => listWorkflows(ctx.deps, ctx.actor, input)),

  get: procedure("workflow.read")
    .input(contract.workflowIdInput)
    .output(contract.workflowDetail)
    .query(({ ctx, input }) => getWorkflow(ctx.deps, ctx.actor, input.id)),

  create: procedure("workflow.write")
    .input(contract.createWorkflowInput)
    .output(contract.workflowDetail)
    .mutation(({ ctx, input }) => createWorkflow(ctx.deps, ctx.actor, input.text)),

  /** A stale `baseRevision` is refused with `draft_conflict`, and the current draft in `error.data.details.draft`. */
  saveDraft: procedure("workflow.write")
    .input(contract.saveDraftInput)
    .output(contract.savedDraft)
    .mutation(({ ctx, input }) => saveDraft(ctx.deps, ctx.actor, input)),

  /** A text with errors is refused with `invalid_definition`, and the diagnostics in `error.data.details.diagnostics`. */
  saveVersion: procedure("workflow.write")
    .input(contract.saveVersionInput)
    .output(contract.savedVersion)
    .mutation(({ ctx, input }) => saveVersion(ctx.deps, ctx.actor, input)),

  versions: procedure("workflow.read")
    .input(contract.workflowIdInput)
    .output(z.array(contract.versionSummary))
    .query(({ ctx, input }) => listVersions(ctx.deps, ctx.actor, input.id)),

  version: procedure("workflow.read")
    .input(contract.versionIdInput)
    .output(contract.versionDetail)
    .query(({ ctx, input }) => getVersion(ctx.deps, ctx.actor, input.versionId)),

  /** The workflow leaves the lists; its runs go on and stay readable. */
  delete: procedure("workflow.delete")
    .input(contract.workflowIdInput)
    .output(z.object({ deleted: z.literal(true) }))
    .mutation(({ ctx, input }) => deleteWorkflow(ctx.deps, ctx.actor, input.id)),
});
