// A page of a run's journal.

import { readRunEvent, readRunEventHeads, readRunEvents } from "@ironweave/db";
import type { Database, RunEventRange } from "@ironweave/db";
import { hasEnded } from "@ironweave/schema/run";
import type { RunEvent, RunEventHead, RunStatus } from "@ironweave/schema/run";
import { notFound } from "../api-error.ts";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import { eventId } from "../contract/event-id.ts";
import type { RunEventInput, RunEventPage, RunEventsInput, RunHeadPage } from "../contract/run-contract.ts";
import { LIMITS } from "../limits.ts";

/** How long after a run's end a gap in its journal is still waited for. */
const GAP_GRACE_MS = 5_000;

/** What `RunEventPage` says, of events of either kind. */
export interface JournalPage<E> {
  readonly events: readonly E[];
  readonly lastSeq: number;
  readonly revision: number;
  readonly done: boolean;
}

/** The next events. @throws ApiError `not_found` */
export async function readEvents(deps: AppDeps, actor: Actor, input: RunEventsInput): Promise<RunEventPage> {
  const page = await readPage(deps, actor, input, readRunEvents);
  return { ...page, events: [...page.events] };
}

/** The next events without their data. @throws ApiError `not_found` */
export function readEventHeads(deps: AppDeps, actor: Actor, input: RunEventsInput): Promise<JournalPage<RunEventHead>> {
  return readPage(deps, actor, input, readRunEventHeads);
}

/** The first events without their data, as many as a page may have. @throws ApiError `not_found` */
export async function readFirstHeads(deps: AppDeps, actor: Actor, id: string): Promise<RunHeadPage> {
  const { events, lastSeq, revision, done } = await readEventHeads(deps, actor, {
    id,
    after: 0,
    limit: LIMITS.pageHeads,
  });
  return { events, lastEventId: eventId({ seq: lastSeq, revision }), done };
}

/** One event with its data. @throws ApiError `not_found` */
export async function readEvent(deps: AppDeps, { tenantId }: Actor, { id, seq }: RunEventInput): Promise<RunEvent> {
  const event = await readRunEvent(deps.db, { tenantId, runId: id, seq });
  if (event === undefined) throw notFound("event");
  return event;
}

async function readPage<E extends { readonly seq: number }>(
  deps: AppDeps,
  { tenantId }: Actor,
  { id: runId, after, limit }: RunEventsInput,
  read: (db: Database, range: RunEventRange) => Promise<readonly E[]>,
): Promise<JournalPage<E>> {
  const run = await deps.db.tenant(tenantId, (tx) =>
    tx.run.findFirst({
      where: { id: runId, tenantId },
      select: { status: true, lastSeq: true, endedAt: true, journalRevision: true },
    }),
  );
  if (run === null) throw notFound("run");
  const ended = hasEnded(run.status as RunStatus);
  const acrossGaps = ended && run.endedAt !== null && Date.now() - run.endedAt.getTime() > GAP_GRACE_MS;
  const events = await read(deps.db, { tenantId, runId, after, limit, acrossGaps });
  const lastSeq = events.at(-1)?.seq ?? after;
  return { events, lastSeq, revision: run.journalRevision, done: lastSeq >= run.lastSeq && ended };
}
