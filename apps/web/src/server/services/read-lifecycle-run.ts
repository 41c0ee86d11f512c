// What lifecycle events say of the run that they are about.

import { readDocument } from "@ironweave/schema";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { LifecycleRun } from "../events/lifecycle-event.ts";
import { lifecycleDocument } from "../events/lifecycle-document.ts";

/** @throws ApiError `not_found` */
export async function readLifecycleRun(deps: AppDeps, { tenantId }: Actor, runId: string): Promise<LifecycleRun> {
  const run = await deps.db.tenant(tenantId, (tx) =>
    tx.run.findFirst({
      where: { id: runId, tenantId },
      select: {
        workflowId: true,
        version: { select: { text: true } },
        workflow: { select: { name: true, namespace: { select: { name: true } } } },
      },
    }),
  );
  if (run === null) throw notFound("run");
  return {
    runId,
    workflowId: run.workflowId,
    namespace: run.workflow.namespace.name,
    name: run.workflow.name,
    ...lifecycleDocument(readDocument(run.version.text)),
    publicUrl: deps.publicUrl ?? "",
  };
}
