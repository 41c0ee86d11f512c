// The tenant's events, newest first, with the runs that got each.

import type { Json } from "@ironweave/jq";
import type { Actor } from "../auth/actor.ts";
import type { AppDeps } from "../app-deps.ts";
import type { EventList, ListEventsInput } from "../contract/event-contract.ts";

const SHOWN_RUNS = 20;
type Shown = EventList["events"][number];

/** A page; `nextCursor` is there where older ones follow. */
export async function listEvents(deps: AppDeps, { tenantId }: Actor, input: ListEventsInput): Promise<EventList> {
  const { type, source, state, cursor, limit } = input;
  const typeFilter = type?.endsWith("*") === true ? { startsWith: type.slice(0, -1) } : type;
  const rows = await deps.db.tenant(tenantId, (tx) =>
    tx.event.findMany({
      where: {
        tenantId,
        ...(typeFilter === undefined ? {} : { type: typeFilter }),
        ...(source === undefined ? {} : { source }),
        ...(state === undefined ? {} : { state }),
        // Ids rise with time, so that a page begins where the last one ended.
        ...(cursor === undefined ? {} : { id: { lt: cursor } }),
      },
      orderBy: { id: "desc" },
      take: limit + 1,
      include: { deliveries: { select: { runId: true, state: true }, orderBy: { runId: "asc" }, take: SHOWN_RUNS } },
    }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    events: page.map(({ id, body, state: itsState, receivedAt, deliveries }) => ({
      id,
      event: body as Json,
      state: itsState as Shown["state"],
      receivedAt: receivedAt.toISOString(),
      runs: deliveries.map((each) => ({ id: each.runId, state: each.state as Shown["runs"][number]["state"] })),
    })),
    ...(rows.length > limit && last !== undefined ? { nextCursor: last.id } : {}),
  };
}
