// Finds the workflow that `run: workflow` names and makes its run. The same request gives the same run, however often it
// is repeated, because the run's idempotency key is the step's.

import { createHash } from "node:crypto";
import { newId, storeRunInput } from "@ironweave/db";
import type { Database } from "@ironweave/db";
import type { Json } from "@ironweave/jq";
import { parseSource } from "@ironweave/schema";
import type { RunDocumentInput } from "@ironweave/schema/run";
import { ApplicationFailure } from "@temporalio/common";
import type { SubflowRequest } from "./messages.ts";

/** Resolves within the tenant only. Rejects with the non-retryable failure `SubflowNotFound`. */
export function databaseSubflows(db: Database): (request: SubflowRequest) => Promise<RunDocumentInput> {
  return ({ tenantId, namespace, name, version, input, idempotencyKey }) =>
    db.tenant(tenantId, async (tx) => {
      const workflow = await tx.workflow.findFirst({
        where: { tenantId, name, deletedAt: null, namespace: { name: namespace } },
        include: { versions: { orderBy: { number: "desc" }, take: 50 } },
      });
      const found = workflow?.versions
        .map((candidate) => ({ candidate, document: parseSource(candidate.text).value }))
        .find(({ document }) => version === "latest" || documentVersion(document) === version);
      if (workflow === undefined || workflow === null || found?.document === undefined) {
        throw ApplicationFailure.nonRetryable(`no workflow ${namespace}/${name}:${version}`, "SubflowNotFound");
      }
      const run = await tx.run.upsert({
        where: { tenantId_idempotencyKey: { tenantId, idempotencyKey } },
        update: {},
        create: {
          id: newId(),
          tenantId,
          workflowId: workflow.id,
          versionId: found.candidate.id,
          input: {},
          idempotencyKey,
          requestHash: createHash("sha256").update(JSON.stringify(input)).digest("hex"),
          startState: "started",
        },
      });
      await storeRunInput(tx, run.id, input);
      return {
        tenantId,
        namespace,
        workflowName: name,
        runId: run.id,
        versionId: found.candidate.id,
        definitionHash: found.candidate.hash,
        document: found.document,
        input,
      };
    });
}

function documentVersion(value: Json | undefined): unknown {
  return (value as { readonly document?: { readonly version?: Json } } | null | undefined)?.document?.version;
}
