// Hands an accepted run to the engine. Called right after the row is written, and again by the reconciler until it works.
// The engine takes a run id once only, so calling twice is safe.

import type { Json } from "@ironweave/jq";
import { readDocument } from "@ironweave/schema";
import type { RunStatus } from "@ironweave/schema/run";
import type { AppDeps } from "../app-deps.ts";
import { isEngineUnavailable } from "../engine/run-engine.ts";
import { faultRun } from "./fault-run.ts";

/** Refusals of the engine, as opposed to its absence, after which a run is given up. */
const MAX_ATTEMPTS = 5;

/** The run's status as far as it is known: `pending` also where the engine took it but has not reported yet. */
export async function launchRun(deps: AppDeps, tenantId: string, runId: string): Promise<RunStatus> {
  const run = await readPending(deps, tenantId, runId);
  if (run === null) return statusOf(deps, tenantId, runId);
  try {
    await deps.engine.start({
      tenantId,
      runId,
      namespace: run.workflow.namespace.name,
      workflowName: run.workflow.name,
      versionId: run.version.id,
      definitionHash: run.version.hash,
      document: readDocument(run.version.text),
      input: run.input as Json,
    });
  } catch (error) {
    if (!isEngineUnavailable(error)) await recordRefusal(deps, tenantId, runId, error);
    return statusOf(deps, tenantId, runId);
  }
  const taken = await deps.db.tenant(tenantId, (tx) =>
    tx.run.updateMany({ where: { id: runId, startState: "pending" }, data: { startState: "started" } }),
  );
  // Cancelled while it was on its way: the engine must not go on with it. Events that already came say `started` themselves.
  if (taken.count === 0) await stopIfAbandoned(deps, tenantId, runId);
  return statusOf(deps, tenantId, runId);
}

function readPending(deps: AppDeps, tenantId: string, runId: string) {
  return deps.db.tenant(tenantId, (tx) =>
    tx.run.findFirst({
      where: { id: runId, tenantId, startState: "pending" },
      select: {
        input: true,
        version: { select: { id: true, hash: true, text: true } },
        workflow: { select: { name: true, namespace: { select: { name: true } } } },
      },
    }),
  );
}

async function statusOf(deps: AppDeps, tenantId: string, runId: string): Promise<RunStatus> {
  const run = await deps.db.tenant(tenantId, (tx) =>
    tx.run.findFirst({ where: { id: runId, tenantId }, select: { status: true } }),
  );
  return (run?.status ?? "pending") as RunStatus;
}

async function stopIfAbandoned(deps: AppDeps, tenantId: string, runId: string): Promise<void> {
  const run = await deps.db.tenant(tenantId, (tx) =>
    tx.run.findFirst({ where: { id: runId, startState: "abandoned" }, select: { id: true } }),
  );
  if (run !== null) await deps.engine.cancel(tenantId, runId);
}

async function recordRefusal(deps: AppDeps, tenantId: string, runId: string, error: unknown): Promise<void> {
  const { startAttempts } = await deps.db.tenant(tenantId, (tx) =>
    tx.run.update({
      where: { id: runId },
      data: { startAttempts: { increment: 1 } },
      select: { startAttempts: true },
    }),
  );
  console.error(`run ${runId}: the engine refused the start (attempt ${startAttempts})`, error);
  if (startAttempts >= MAX_ATTEMPTS) await faultRun(deps, tenantId, runId, "start_refused");
}
