// A page of a run's journal.

import { readRunEvents } from "@ironweave/db";
import type { RunEvent, RunStatus } from "@ironweave/schema/run";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { RunEventPage, RunEventsInput } from "../contract/run-contract.ts";
import { isTerminal } from "../contract/run-status.ts";

/** How long after a run's end a gap in its journal is still waited for. */
const GAP_GRACE_MS = 5_000;

/** The next events. @throws ApiError `not_found` */
export async function readEvents(deps: AppDeps, { tenantId }: Actor, input: RunEventsInput): Promise<RunEventPage> {
  const { id: runId, after, limit } = input;
  const run = await deps.db.tenant(tenantId, (tx) =>
    tx.run.findFirst({
      where: { id: runId, tenantId },
      select: { status: true, lastSeq: true, endedAt: true, journalRevision: true },
    }),
  );
  if (run === null) throw notFound("run");
  const ended = isTerminal(run.status as RunStatus);
  const acrossGaps = ended && run.endedAt !== null && Date.now() - run.endedAt.getTime() > GAP_GRACE_MS;
  const events = await readRunEvents(deps.db, { tenantId, runId, after, limit, acrossGaps });
  const lastSeq = events.at(-1)?.seq ?? after;
  const { journalRevision: revision } = run;
  return { events: [...events], lastSeq, revision, done: lastSeq >= run.lastSeq && ended };
}

/** True for the event after which a journal has no more. */
export function endsRun(event: RunEvent): boolean {
  return ["workflow.completed", "workflow.faulted", "workflow.cancelled"].includes(event.type);
}
