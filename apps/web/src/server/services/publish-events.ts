// Accepts events: they are stored, and only then answered for. Matching and delivery follow on their own.

import { storeEvents } from "@ironweave/db";
import type { Json, JsonObject } from "@ironweave/jq";
import type { AppDeps } from "../app-deps.ts";
import type { Actor } from "../auth/actor.ts";
import type { EventList, PublishedEvents } from "../contract/event-contract.ts";

/** Each event with whether it was accepted before. The tenant is the caller's. */
export async function publishEvents(
  { db }: AppDeps,
  { tenantId }: Actor,
  events: readonly JsonObject[],
): Promise<PublishedEvents> {
  return { events: [...(await storeEvents(db, tenantId, events))] };
}

/** The tenant's latest events, newest first. */
export async function listEvents({ db }: AppDeps, { tenantId }: Actor, limit: number): Promise<EventList> {
  const rows = await db.tenant(tenantId, (tx) =>
    tx.event.findMany({ where: { tenantId }, orderBy: [{ receivedAt: "desc" }, { id: "desc" }], take: limit }),
  );
  return {
    events: rows.map(({ body, state, receivedAt }) => ({
      event: body as Json,
      state: state as EventList["events"][number]["state"],
      receivedAt: receivedAt.toISOString(),
    })),
  };
}
