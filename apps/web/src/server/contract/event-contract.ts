// Inputs and outputs of the event gateway.

import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { jsonOutput, jsonValue } from "./json-value.ts";

/** What became of each event of a request, in its order; a duplicate was accepted before and is not matched again. */
export const publishedEvents = z.object({
  events: z.array(z.object({ source: z.string(), id: z.string(), duplicate: z.boolean() })),
});
/**
 * `state` is `new` until it was matched, then `claimed`, `unclaimed` where nobody waited for it, or `too_deep` where it would
 * have started a run but too many runs had started one another before.
 */
export const eventState = z.enum(["new", "claimed", "unclaimed", "too_deep"]);
export const eventSummary = z.object({
  /** Names it here; `event.id` is the sender's. */
  id: z.string(),
  event: jsonOutput,
  state: eventState,
  receivedAt: z.iso.datetime(),
  /** Runs that it was delivered to, is on its way to, was too late for, or has started; at most 20. */
  runs: z.array(z.object({ id: z.string(), state: z.enum(["pending", "delivered", "dropped", "started"]) })),
});
export const eventList = z.object({
  events: z.array(eventSummary),
  /** Give it as `cursor` for the next, older ones. */
  nextCursor: z.string().optional(),
});
const eventFilter = {
  /** A type, or the beginning of one with a star behind it. */
  type: z.string().min(1).max(512).optional(),
  source: z.string().min(1).max(1_024).optional(),
  state: eventState.optional(),
  cursor: z.uuid().optional(),
};
export const listEventsQuery = z.strictObject({
  ...eventFilter,
  limit: z.coerce.number().int().min(1).max(LIMITS.pageRows).default(50),
});
export const listEventsInput = z.strictObject({
  ...eventFilter,
  limit: z.int().min(1).max(LIMITS.pageRows).default(50),
});
export const eventIdInput = z.strictObject({ id: z.uuid() });
/** One event as JSON; `specversion`, `id` and `time` are filled in where they are missing. */
export const publishEventInput = z.strictObject({ event: jsonValue });
export const redeliveredEvent = z.object({ redelivered: z.literal(true) });

export type PublishedEvents = z.infer<typeof publishedEvents>;
export type EventList = z.infer<typeof eventList>;
export type ListEventsInput = z.infer<typeof listEventsInput>;
