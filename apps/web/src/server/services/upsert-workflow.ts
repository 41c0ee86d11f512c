// A text from outside (REST, the command line, the seed) as a saved version: of the workflow that it names, or of one given by id.

import { isUniqueViolation, newId, writeAudit } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import { ApiError } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { UpsertedWorkflow } from "../contract/workflow-contract.ts";
import { readDefinition } from "../definition/read-definition.ts";
import type { Definition } from "../definition/read-definition.ts";
import { nameTaken } from "./create-workflow.ts";
import { ensureNamespace } from "./ensure-namespace.ts";
import { saveVersionWithin } from "./save-version.ts";

export interface UpsertOptions {
  /** Leaves the common text of a workflow that is there as it is: running a file is not editing. @default false */
  readonly keepDraft?: boolean;
}

/** Creates the workflow that the text names, or saves the text as its next version. @throws ApiError `invalid_definition` */
export async function upsertWorkflow(
  deps: Pick<AppDeps, "db">,
  actor: Actor,
  text: string,
  { keepDraft = false }: UpsertOptions = {},
): Promise<UpsertedWorkflow> {
  const definition = readDefinition(text);
  const once = (): Promise<UpsertedWorkflow> =>
    deps.db.tenant(actor.tenantId, (tx) => upsertWithin(tx, actor, definition, keepDraft));
  try {
    return await once();
  } catch (error) {
    // Someone else created it between our look and our insert; now it is there.
    if (isUniqueViolation(error)) return once();
    throw error;
  }
}

/**
 * Saves the text as the workflow's next version and common text; drafts stay. With `onlyAt` only where the common text is at that
 * revision, or the same already.
 * @throws ApiError `precondition_failed` with `details.head`, `invalid_definition`, `name_taken`, `not_found`
 */
export async function replaceWorkflow(
  deps: Pick<AppDeps, "db">,
  actor: Actor,
  id: string,
  text: string,
  onlyAt?: number,
): Promise<UpsertedWorkflow> {
  const definition = readDefinition(text);
  const { namespace, name } = definition;
  try {
    const version = await deps.db.tenant(actor.tenantId, (tx) =>
      saveVersionWithin(tx, actor, {
        workflowId: id,
        definition,
        head: onlyAt === undefined ? "always" : { from: onlyAt },
      }),
    );
    return { id, namespace, name, created: false, version };
  } catch (error) {
    if (error instanceof ApiError && error.code === "version_conflict") {
      throw new ApiError("precondition_failed", error.message, error.details);
    }
    throw isUniqueViolation(error) ? nameTaken(definition) : error;
  }
}

async function upsertWithin(
  tx: TenantTransaction,
  actor: Actor,
  definition: Definition,
  keepDraft: boolean,
): Promise<UpsertedWorkflow> {
  const { tenantId } = actor;
  const { namespace, name, title, text } = definition;
  const namespaceId = await ensureNamespace(tx, tenantId, namespace);
  const known = await tx.workflow.findFirst({ where: { tenantId, namespaceId, name, deletedAt: null } });
  const id = known?.id ?? newId();
  if (known === null) {
    await tx.workflow.create({ data: { id, tenantId, namespaceId, name, title: title ?? null, draftText: text } });
    const target = `workflow/${id}`;
    const detail = { namespace, name };
    await writeAudit(tx, { tenantId, actorId: actor.user.id, action: "workflow.create", target, detail });
  }
  const version = await saveVersionWithin(tx, actor, {
    workflowId: id,
    definition,
    ...(keepDraft && known !== null ? {} : { head: "always" }),
  });
  return { id, namespace, name, created: known === null, version };
}
