// Workflows, their drafts and versions. Thin: each procedure names its permission, its schemas and its service.
import { z } from "zod";
import * as presence from "../contract/presence-contract.ts";
import * as contract from "../contract/workflow-contract.ts";
import { announcePresence } from "../services/announce-presence.ts";
import { createWorkflow } from "../services/create-workflow.ts";
import { deleteWorkflow } from "../services/delete-workflow.ts";
import { getVersion, listVersions } from "../services/read-versions.ts";
import { followPeople } from "../services/follow-people.ts";
import { getHead, getWorkflow } from "../services/get-workflow.ts";
import { listWorkflows } from "../services/list-workflows.ts";
import { restoreWorkflow } from "../services/restore-workflow.ts";
import { saveDraft } from "../services/save-draft.ts";
import { saveVersion } from "../services/save-version.ts";
import { procedure, router, trpcErrorOf } from "../trpc.ts";

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

  /** The common text that everybody's draft begins with. */
  head: procedure("workflow.read")
    .input(contract.workflowIdInput)
    .output(contract.workflowHead)
    .query(({ ctx, input }) => getHead(ctx.deps, ctx.actor, input.id)),

  /** Says that the caller has the workflow open, and where in it they are. */
  announce: procedure("presence.announce")
    .input(presence.announceInput)
    .output(z.object({ announced: z.literal(true) }))
    .mutation(({ ctx, input }) => announcePresence(ctx.deps, ctx.actor, input)),

  /** Who else is on the workflow, and how new its texts are: the whole of it at first, and again whenever it has changed. */
  onPeople: procedure("workflow.read")
    .input(contract.workflowIdInput)
    .subscription(async function* onPeople({ ctx, input, signal }) {
      try {
        yield* followPeople(ctx.deps, ctx.actor, { id: input.id, signal, reauthorize: ctx.reauthorize });
      } catch (error) {
        // A middleware has returned before the stream is read, so it cannot translate what happens in it.
        throw trpcErrorOf(error);
      }
    }),

  /** A text with errors is refused with `invalid_definition`, and the diagnostics in `error.data.details.diagnostics`; a stale `baseRevision` with `version_conflict`. */
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

  /** Takes back that it was deleted. Refused with `name_taken` where another workflow has got its name meanwhile. */
  restore: procedure("workflow.delete")
    .input(contract.workflowIdInput)
    .output(z.object({ restored: z.literal(true) }))
    .mutation(({ ctx, input }) => restoreWorkflow(ctx.deps, ctx.actor, input.id)),

  /** The workflow leaves the lists; its runs go on and stay readable. */
  delete: procedure("workflow.delete")
    .input(contract.workflowIdInput)
    .output(z.object({ deleted: z.literal(true) }))
    .mutation(({ ctx, input }) => deleteWorkflow(ctx.deps, ctx.actor, input.id)),
});
