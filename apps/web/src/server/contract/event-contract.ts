// Inputs and outputs of the event gateway.

import { z } from "zod";
import { jsonOutput } from "./json-value.ts";

/** What became of each event of a request, in its order; a duplicate was accepted before and is not matched again. */
export const publishedEvents = z.object({
  events: z.array(z.object({ source: z.string(), id: z.string(), duplicate: z.boolean() })),
});
/** `state` is `new` until it was matched, then `claimed`, or `unclaimed` where nobody waited for it. */
export const eventSummary = z.object({
  event: jsonOutput,
  state: z.enum(["new", "claimed", "unclaimed"]),
  receivedAt: z.iso.datetime(),
});
export const eventList = z.object({ events: z.array(eventSummary) });

export type PublishedEvents = z.infer<typeof publishedEvents>;
export type EventList = z.infer<typeof eventList>;
