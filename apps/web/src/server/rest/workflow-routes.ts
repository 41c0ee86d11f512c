// REST of workflows. Bodies are YAML, as in a repository: the text is the state.

import { z } from "zod";
import * as contract from "../contract/workflow-contract.ts";
import { entityTag, revisionToMatch } from "../http/entity-tag.ts";
import { jsonResponse } from "../http/json-response.ts";
import { deleteWorkflow } from "../services/delete-workflow.ts";
import { restoreWorkflow } from "../services/restore-workflow.ts";
import { getWorkflow } from "../services/get-workflow.ts";
import { listWorkflows } from "../services/list-workflows.ts";
import { getVersion, listVersions } from "../services/read-versions.ts";
import { replaceWorkflow, upsertWorkflow } from "../services/upsert-workflow.ts";
import { route } from "./route.ts";

const none = z.strictObject({});
const noBody = z.undefined();
const text = z.string();

export const WORKFLOW_ROUTES = [
  route({
    method: "GET",
    template: "/workflows",
    permission: "workflow.read",
    summary: "Lists workflows, newest change first",
    path: none,
    query: contract.listWorkflowsInput,
    bodyKind: "none",
    body: noBody,
    response: z.object({ workflows: z.array(contract.workflowSummary) }),
    run: async ({ deps, actor, query }) => jsonResponse({ workflows: await listWorkflows(deps, actor, query) }),
  }),
  route({
    method: "POST",
    template: "/workflows",
    permission: "workflow.write",
    summary: "Creates a workflow and its first version, or saves a new version where its namespace and name exist",
    path: none,
    query: none,
    bodyKind: "yaml",
    body: text,
    response: contract.upsertedWorkflow,
    status: 201,
    run: async ({ deps, actor, body }) => {
      const result = await upsertWorkflow(deps, actor, body);
      return jsonResponse(result, result.created ? 201 : 200, { location: `/api/v1/workflows/${result.id}` });
    },
  }),
  route({
    method: "GET",
    template: "/workflows/{id}",
    permission: "workflow.read",
    summary: "Reads a workflow with its draft; the ETag is that of the common text",
    path: contract.workflowIdInput,
    query: none,
    bodyKind: "none",
    body: noBody,
    response: contract.workflowDetail,
    run: async ({ deps, actor, path }) => {
      const found = await getWorkflow(deps, actor, path.id);
      return jsonResponse(found, 200, { etag: entityTag(found.head.revision) });
    },
  }),
  route({
    method: "PUT",
    template: "/workflows/{id}",
    permission: "workflow.write",
    summary:
      "Replaces a workflow's text and saves it as a version; with If-Match only where nobody has changed it since (else 412)",
    path: contract.workflowIdInput,
    query: none,
    bodyKind: "yaml",
    body: text,
    response: contract.upsertedWorkflow,
    headers: ["If-Match"],
    run: async ({ deps, actor, path, body, request }) => {
      const result = await replaceWorkflow(deps, actor, path.id, body, revisionToMatch(request.headers));
      return jsonResponse(result, 200, { etag: entityTag(result.version.headRevision) });
    },
  }),
  route({
    method: "DELETE",
    template: "/workflows/{id}",
    permission: "workflow.delete",
    summary: "Deletes a workflow; its runs go on and stay readable",
    path: contract.workflowIdInput,
    query: none,
    bodyKind: "none",
    body: noBody,
    response: z.object({ deleted: z.literal(true) }),
    run: async ({ deps, actor, path }) => jsonResponse(await deleteWorkflow(deps, actor, path.id)),
  }),
  route({
    method: "POST",
    template: "/workflows/{id}/restore",
    permission: "workflow.delete",
    summary: "Takes back that a workflow was deleted; refused where another has got its name meanwhile",
    path: contract.workflowIdInput,
    query: none,
    bodyKind: "none",
    body: noBody,
    response: z.object({ restored: z.literal(true) }),
    run: async ({ deps, actor, path }) => jsonResponse(await restoreWorkflow(deps, actor, path.id)),
  }),
  route({
    method: "GET",
    template: "/workflows/{id}/versions",
    permission: "workflow.read",
    summary: "Lists a workflow's versions, newest first",
    path: contract.workflowIdInput,
    query: none,
    bodyKind: "none",
    body: noBody,
    response: z.object({ versions: z.array(contract.versionSummary) }),
    run: async ({ deps, actor, path }) => jsonResponse({ versions: await listVersions(deps, actor, path.id) }),
  }),
  route({
    method: "GET",
    template: "/versions/{versionId}",
    permission: "workflow.read",
    summary: "Reads a version with its text",
    path: contract.versionIdInput,
    query: none,
    bodyKind: "none",
    body: noBody,
    response: contract.versionDetail,
    run: async ({ deps, actor, path }) => jsonResponse(await getVersion(deps, actor, path.versionId)),
  }),
];
