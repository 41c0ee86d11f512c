// A run's events as they come: what is stored first, then each time a wake says that there is more. [L7] Every number once, in
// order, without a gap, and the last is the event that ends the run. Where stored events are replaced (ADR 110) it begins
// again at the first: a number that comes again says that what was sent from there on is no longer so.

import type { RunEvent, RunEventHead } from "@ironweave/schema/run";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { RunEventsInput } from "../contract/run-contract.ts";
import { follow } from "./follow.ts";
import type { Following } from "./follow.ts";
import { readEventHeads, readEvents } from "./read-events.ts";
import type { JournalPage } from "./read-events.ts";

export interface FollowRunEvents extends Following {
  readonly runId: string;
  /** Events with a greater number only. */
  readonly after: number;
  /** Revision of the journal that `after` is from; where it has another one now, all events are sent. @default the present one */
  readonly revision?: number;
}

/** An event and where a stream stands after it. */
export interface FollowedRunEvent {
  readonly event: RunEvent;
  readonly revision: number;
}

/** Events without their data, and where a stream stands after them. At least one. */
export interface FollowedRunEventHeads {
  readonly events: readonly RunEventHead[];
  readonly revision: number;
}

/** Events carry data of any size; heads are small, and few messages of many are what makes a long run open fast. */
const EVENTS_A_PAGE = 200;
const HEADS_A_PAGE = 2_500;

/** Ends after the run's last event, or when `signal` aborts. @throws ApiError `not_found`, `too_many_streams`, `unauthenticated` */
export async function* followRunEvents(
  deps: AppDeps,
  actor: Actor,
  stream: FollowRunEvents,
): AsyncGenerator<FollowedRunEvent, void, undefined> {
  const read = (input: RunEventsInput) => readEvents(deps, actor, input);
  for await (const { events, revision } of followPages(deps, actor, { ...stream, limit: EVENTS_A_PAGE }, read)) {
    for (const event of events) yield { event, revision };
  }
}

/** The same without the events' data, in batches. */
export function followRunEventHeads(
  deps: AppDeps,
  actor: Actor,
  stream: FollowRunEvents,
): AsyncGenerator<FollowedRunEventHeads, void, undefined> {
  const read = (input: RunEventsInput) => readEventHeads(deps, actor, input);
  return followPages(deps, actor, { ...stream, limit: HEADS_A_PAGE }, read);
}

function followPages<E extends { readonly seq: number }>(
  deps: AppDeps,
  actor: Actor,
  stream: FollowRunEvents & { readonly limit: number },
  read: (input: RunEventsInput) => Promise<JournalPage<E>>,
): AsyncGenerator<{ readonly events: readonly E[]; readonly revision: number }, void, undefined> {
  const { runId, limit, signal, reauthorize } = stream;
  let { after, revision } = stream;
  const look = async () => {
    const page = await read({ id: runId, after, limit });
    if (page.revision !== (revision ?? page.revision)) {
      revision = page.revision;
      after = 0;
      return { again: true };
    }
    revision = page.revision;
    after = page.lastSeq;
    const { events, done } = page;
    return events.length === 0 ? { done } : { found: { events, revision }, done };
  };
  return follow(deps, actor, { topic: runId, permission: "run.read", signal, reauthorize }, look);
}
