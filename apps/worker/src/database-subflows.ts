// Finds the workflow that `run: workflow` names and makes its run. The same request gives the same run, however often it
// is repeated, because the run's idempotency key is the step's.

import { createHash } from "node:crypto";
import { MAX_START_DEPTH, newId, storeRunInput } from "@ironweave/db";
import type { Database, TenantTransaction } from "@ironweave/db";
import type { Json } from "@ironweave/jq";
import { parseSource } from "@ironweave/schema";
import type { RunDocumentInput } from "@ironweave/schema/run";
import { ApplicationFailure } from "@temporalio/common";
import type { SubflowRefusal, SubflowRequest } from "./messages.ts";

/** Versions looked at together. */
const PAGE = 50;

/**
 * Resolves within the tenant only. Rejects with the non-retryable failures `SubflowNotFound`, `SubflowTooDeep` and
 * `NamespaceDisabled`; a run that was made before is given whatever has become of its namespace.
 */
export function databaseSubflows(db: Database): (request: SubflowRequest) => Promise<RunDocumentInput> {
  return ({ tenantId, parentRunId, parent: step, namespace, name, version, versionId, input, idempotencyKey }) =>
    db.tenant(tenantId, async (tx) => {
      const before = await tx.run.findUnique({
        where: { tenantId_idempotencyKey: { tenantId, idempotencyKey } },
        select: { id: true, version: VERSION },
      });
      // Asked before, and the answer was lost: what was resolved then stays, whatever has been saved since.
      const found = before?.version ?? (await findVersion(tx, { tenantId, namespace, name, version, versionId }));
      const document = found === undefined ? undefined : parseSource(found.text).value;
      if (found === undefined || document === undefined) {
        throw refusal("SubflowNotFound", `There is no workflow ${namespace}/${name}:${version}.`);
      }
      const parent = await tx.run.findUnique({ where: { id: parentRunId }, select: { startDepth: true } });
      const startDepth = (parent?.startDepth ?? 0) + 1;
      if (startDepth > MAX_START_DEPTH) {
        const message = `${MAX_START_DEPTH} runs have started one another in a row; ${namespace}/${name} is not started.`;
        throw refusal("SubflowTooDeep", message);
      }
      if (before === null && found.workflow.namespace.disabledAt !== null) {
        const message = `The namespace ${namespace} is disabled; ${namespace}/${name} is not started.`;
        throw refusal("NamespaceDisabled", message);
      }
      const run =
        before ??
        (await tx.run.create({
          data: {
            id: newId(),
            tenantId,
            workflowId: found.workflowId,
            versionId: found.id,
            input: {},
            idempotencyKey,
            requestHash: createHash("sha256").update(JSON.stringify(input)).digest("hex"),
            startState: "started",
            startDepth,
          },
        }));
      if (before === null && parent !== null && step !== undefined) {
        await tx.$executeRaw`
          update run set parent_run_id = ${parentRunId}::uuid, parent_task = ${step.task},
            parent_execution = ${step.execution}::int
          where id = ${run.id}::uuid`;
      }
      await storeRunInput(tx, run.id, input);
      return {
        tenantId,
        namespace,
        workflowName: name,
        runId: run.id,
        versionId: found.id,
        definitionHash: found.hash,
        document,
        input,
      };
    });
}

function refusal(type: SubflowRefusal, message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, type);
}

const VERSION = {
  select: {
    id: true,
    workflowId: true,
    text: true,
    hash: true,
    workflow: { select: { namespace: { select: { disabledAt: true } } } },
  },
} as const;

interface VersionRow {
  readonly id: string;
  readonly workflowId: string;
  readonly text: string;
  readonly hash: string;
  readonly workflow: { readonly namespace: { readonly disabledAt: Date | null } };
}

type Wanted = Pick<SubflowRequest, "tenantId" | "namespace" | "name" | "version" | "versionId">;

/** `latest` is the newest that was saved; any other version is the newest text that says it is that version. */
async function findVersion(
  tx: TenantTransaction,
  { tenantId, namespace, name, version, versionId }: Wanted,
): Promise<VersionRow | undefined> {
  const workflow = await tx.workflow.findFirst({
    where: { tenantId, name, deletedAt: null, namespace: { name: namespace } },
    select: { id: true },
  });
  if (workflow === null) return undefined;
  const of = { tenantId, workflowId: workflow.id };
  if (versionId !== undefined) {
    const known = await tx.workflowVersion.findFirst({ where: { ...of, id: versionId }, ...VERSION });
    return known ?? undefined;
  }
  for (let skip = 0; ; skip += PAGE) {
    const page = await tx.workflowVersion.findMany({
      where: of,
      orderBy: { number: "desc" },
      skip,
      take: PAGE,
      ...VERSION,
    });
    if (version === "latest") return page[0];
    const found = page.find(({ text }) => documentVersion(parseSource(text).value) === version);
    if (found !== undefined || page.length < PAGE) return found;
  }
}

function documentVersion(value: Json | undefined): unknown {
  return (value as { readonly document?: { readonly version?: Json } } | null | undefined)?.document?.version;
}
