// REST of events.

import { z } from "zod";
import {
  eventIdInput,
  eventList,
  listEventsQuery,
  publishedEvents,
  redeliveredEvent,
} from "../contract/event-contract.ts";
import { jsonResponse } from "../http/json-response.ts";
import { listEvents } from "../services/list-events.ts";
import { publishEvents } from "../services/publish-events.ts";
import { readCloudEvents } from "../services/read-cloud-events.ts";
import { redeliverEvent } from "../services/redeliver-event.ts";
import { route } from "./route.ts";

const none = z.strictObject({});

export const EVENT_ROUTES = [
  route({
    method: "POST",
    template: "/events",
    permission: "event.publish",
    summary: "Accepts CloudEvents: one as JSON, one as headers and body, or a batch",
    path: none,
    query: none,
    bodyKind: "bytes",
    body: z.custom<Buffer>((value) => Buffer.isBuffer(value)),
    response: publishedEvents,
    status: 202,
    headers: ["ce-specversion", "ce-id", "ce-source", "ce-type"],
    run: async ({ deps, actor, request, body }) =>
      jsonResponse(await publishEvents(deps, actor, readCloudEvents(request.headers, body)), 202),
  }),
  route({
    method: "GET",
    template: "/events",
    permission: "event.read",
    summary: "Lists events, newest first, with the runs that got each",
    path: none,
    query: listEventsQuery,
    bodyKind: "none",
    body: z.undefined(),
    response: eventList,
    run: async ({ deps, actor, query }) => jsonResponse(await listEvents(deps, actor, query)),
  }),
  route({
    method: "POST",
    template: "/events/{id}/redeliver",
    permission: "event.publish",
    summary: "Offers an event again to those who wait for it now",
    path: eventIdInput,
    query: none,
    bodyKind: "none",
    body: z.undefined(),
    response: redeliveredEvent,
    status: 202,
    run: async ({ deps, actor, path }) => jsonResponse(await redeliverEvent(deps, actor, path.id), 202),
  }),
];
