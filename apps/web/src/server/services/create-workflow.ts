// A new workflow from a text. The text may still have errors, but it must say its name.

import { isUniqueViolation, newId, writeAudit } from "@ironweave/db";
import { ApiError } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { WorkflowDetail } from "../contract/workflow-contract.ts";
import { readNames } from "../definition/read-definition.ts";
import type { DefinitionNames } from "../definition/read-definition.ts";
import { ensureNamespace } from "./ensure-namespace.ts";
import { readWorkflow } from "./get-workflow.ts";

/** The new workflow, its draft at revision 0. @throws ApiError `invalid_definition`, `name_taken` */
export async function createWorkflow(deps: AppDeps, actor: Actor, text: string): Promise<WorkflowDetail> {
  const names = readNames(text);
  const { tenantId } = actor;
  const id = newId();
  try {
    return await deps.db.tenant(tenantId, async (tx) => {
      const namespaceId = await ensureNamespace(tx, tenantId, names.namespace);
      const title = names.title ?? null;
      await tx.workflow.create({ data: { id, tenantId, namespaceId, name: names.name, title, draftText: text } });
      await writeAudit(tx, {
        tenantId,
        actorId: actor.user.id,
        action: "workflow.create",
        target: `workflow/${id}`,
        detail: {
          namespace: names.namespace,
          name: names.name,
        },
      });
      return readWorkflow(tx, actor, id);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(names) : error;
  }
}

/** Two workflows of a namespace cannot have one name. */
export function nameTaken({ namespace, name }: DefinitionNames): ApiError {
  return new ApiError("name_taken", `There is already a workflow ${namespace}/${name}. Change document.name.`, {
    namespace,
    name,
  });
}
