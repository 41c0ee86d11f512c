// Accepts events: they are stored, and only then answered for. Matching and delivery follow on their own.

import { newId, storeEvents } from "@ironweave/db";
import type { Json, JsonObject } from "@ironweave/jq";
import { eventProblem } from "@ironweave/schema/run";
import { ApiError } from "../api-error.ts";
import type { AppDeps } from "../app-deps.ts";
import type { Actor } from "../auth/actor.ts";
import type { PublishedEvents } from "../contract/event-contract.ts";

/** Each event with whether it was accepted before. The tenant is the caller's. */
export async function publishEvents(
  { db }: AppDeps,
  { tenantId }: Actor,
  events: readonly JsonObject[],
): Promise<PublishedEvents> {
  return { events: [...(await storeEvents(db, tenantId, events))] };
}

/** One event from a form. @throws ApiError `invalid_event` */
export function publishEvent(deps: AppDeps, actor: Actor, event: Json): Promise<PublishedEvents> {
  const isObject = typeof event === "object" && event !== null && !Array.isArray(event);
  const made = { specversion: "1.0", id: newId(), time: new Date().toISOString() };
  const whole: Json = isObject ? { ...made, ...(event as JsonObject) } : event;
  const problem = eventProblem(whole);
  if (problem !== undefined) throw new ApiError("invalid_event", `The event cannot be accepted: ${problem}.`);
  return publishEvents(deps, actor, [whole as JsonObject]);
}
