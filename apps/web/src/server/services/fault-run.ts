// Ends a run that the engine will never end itself, by one event of our own at the end of its journal.

import { appendRunEventsWithin } from "@ironweave/db";
import type { WorkflowError } from "@ironweave/schema/run";
import type { AppDeps } from "../app-deps.ts";

/** Why the server, and not the engine, ended a run. */
export type ServerFault = "lost" | "start_refused";

const DETAIL: { readonly [F in ServerFault]: string } = {
  lost: "The engine has no record of this run any more, so its outcome is unknown. Check its effects before running again.",
  start_refused: "The engine refused to start this run. The server's log says why.",
};
const TITLE: { readonly [F in ServerFault]: string } = { lost: "Run lost", start_refused: "Start refused" };

/** The error that such a run carries: a runtime error whose `detail` begins with the reason. */
export function serverFault(reason: ServerFault): WorkflowError {
  const type = "https://serverlessworkflow.io/spec/1.0.0/errors/runtime";
  return { type, status: 500, title: TITLE[reason], detail: `${reason}: ${DETAIL[reason]}` };
}

/** Ends the run as faulted, unless it has ended meanwhile. True where it did. */
export function faultRun(deps: AppDeps, tenantId: string, runId: string, reason: ServerFault): Promise<boolean> {
  return deps.db.tenant(tenantId, async (tx) => {
    const rows = await tx.$queryRaw<{ lastSeq: number }[]>`
      select last_seq as "lastSeq" from run
      where id = ${runId}::uuid and status in ('pending', 'running', 'suspended') for update`;
    const run = rows[0];
    if (run === undefined) return false;
    await tx.run.updateMany({ where: { id: runId, startState: "pending" }, data: { startState: "abandoned" } });
    const error = serverFault(reason);
    const event = { type: "workflow.faulted", error, seq: run.lastSeq + 1, at: Date.now() } as const;
    await appendRunEventsWithin(tx, { tenantId, runId, events: [event], sealed: true });
    return true;
  });
}
