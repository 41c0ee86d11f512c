// Starts a run. The row is the outbox: once it is written the run is accepted, and the reconciler starts it should the engine
// be down now. An idempotency key belongs to one request: repeated, it answers with the same run.

import { createHash } from "node:crypto";
import type { Json } from "@ironweave/jq";
import { isUniqueViolation, newId, storeRunInput, writeAudit } from "@ironweave/db";
import type { TenantTransaction } from "@ironweave/db";
import { ApiError, notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { StartedRun, StartRunInput } from "../contract/run-contract.ts";
import type { RunStatus } from "@ironweave/schema/run";
import { readDefinition } from "../definition/read-definition.ts";
import { LIMITS } from "../limits.ts";
import { launchRun } from "./launch-run.ts";
import { saveVersionWithin } from "./save-version.ts";
import type { NewVersion } from "./save-version.ts";

/**
 * The run, also where the engine is down (`status` is `pending` then).
 * @throws ApiError `idempotency_conflict`, `no_version`, `namespace_disabled`, `payload_too_large`, `invalid_definition`, `not_found`
 */
export async function startRun(deps: AppDeps, actor: Actor, input: StartRunInput): Promise<StartedRun> {
  if (input.text !== undefined && input.versionId !== undefined) {
    throw new ApiError("invalid_input", "Give either a version or a text, not both.");
  }
  assertInputSize(input.input);
  const requestHash = hashOf(input);
  const known = await findByKey(deps, actor, input.idempotencyKey, requestHash);
  if (known !== undefined) return known;
  let runId: string;
  try {
    runId = await insertRun(deps, actor, input, requestHash);
  } catch (error) {
    // Another request with the key was faster; its run is the answer.
    const winner = isUniqueViolation(error)
      ? await findByKey(deps, actor, input.idempotencyKey, requestHash)
      : undefined;
    if (winner === undefined) throw error;
    return winner;
  }
  const status = await launchRun(deps, actor.tenantId, runId);
  return { runId, status, created: true };
}

function insertRun(deps: AppDeps, actor: Actor, input: StartRunInput, requestHash: string): Promise<string> {
  const { tenantId, user } = actor;
  const { workflowId, idempotencyKey } = input;
  const definition = input.text === undefined ? undefined : readDefinition(input.text);
  return deps.db.tenant(tenantId, async (tx) => {
    const workflow = await tx.workflow.findFirst({
      where: { id: workflowId, tenantId, deletedAt: null },
      select: { namespace: { select: { name: true, disabledAt: true } } },
    });
    if (workflow === null) throw notFound("workflow");
    if (workflow.namespace.disabledAt !== null) {
      throw new ApiError(
        "namespace_disabled",
        `The namespace ${workflow.namespace.name} is disabled; enable it first.`,
      );
    }
    const versionId =
      definition === undefined
        ? await versionToRun(tx, input)
        : (await saveVersionWithin(tx, actor, { workflowId, definition, ...headOf(input) })).id;
    const id = newId();
    await tx.run.create({
      data: {
        id,
        tenantId,
        workflowId,
        versionId,
        requestHash,
        startedBy: user.id,
        input: {},
        idempotencyKey: idempotencyKey ?? null,
      },
      select: { id: true },
    });
    await storeRunInput(tx, id, input.input);
    const target = `run/${id}`;
    await writeAudit(tx, {
      tenantId,
      actorId: user.id,
      action: "run.start",
      target,
      detail: { workflowId, versionId },
    });
    return id;
  });
}

/** A text that is run is the common text then, unless somebody else has saved another meanwhile: then trying it out says nothing. */
function headOf({ baseRevision }: StartRunInput): Pick<NewVersion, "head"> {
  return baseRevision === undefined ? {} : { head: { from: baseRevision, unlessMoved: true } };
}

async function versionToRun(tx: TenantTransaction, { workflowId, versionId }: StartRunInput): Promise<string> {
  const where = versionId === undefined ? { workflowId } : { workflowId, id: versionId };
  const version = await tx.workflowVersion.findFirst({ where, orderBy: { number: "desc" }, select: { id: true } });
  if (version !== null) return version.id;
  if (versionId !== undefined) throw notFound("version");
  throw new ApiError("no_version", "This workflow has no saved version yet. Save one, then run it.");
}

async function findByKey(
  deps: AppDeps,
  { tenantId }: Actor,
  idempotencyKey: string | undefined,
  requestHash: string,
): Promise<StartedRun | undefined> {
  if (idempotencyKey === undefined) return undefined;
  const run = await deps.db.tenant(tenantId, (tx) =>
    tx.run.findFirst({ where: { tenantId, idempotencyKey }, select: { id: true, status: true, requestHash: true } }),
  );
  if (run === null) return undefined;
  if (run.requestHash !== requestHash) {
    throw new ApiError("idempotency_conflict", "This idempotency key was used for another request.");
  }
  return { runId: run.id, status: run.status as RunStatus, created: false };
}

/** What the request asks for, without its key. Not the resolved version: a repeat must match after a new one was saved. */
function hashOf({ workflowId, versionId, text, input }: StartRunInput): string {
  const asked = JSON.stringify([workflowId, versionId ?? null, text ?? null, input]);
  return createHash("sha256").update(asked).digest("hex");
}

function assertInputSize(input: Json): void {
  const bytes = Buffer.byteLength(JSON.stringify(input));
  if (bytes <= LIMITS.inputBytes) return;
  const message = `The input has ${bytes} bytes; at most ${LIMITS.inputBytes} are allowed.`;
  throw new ApiError("payload_too_large", message, { bytes, limit: LIMITS.inputBytes });
}
