// REST of events.

import { z } from "zod";
import { eventList, publishedEvents } from "../contract/event-contract.ts";
import { jsonResponse } from "../http/json-response.ts";
import { LIMITS } from "../limits.ts";
import { listEvents, publishEvents } from "../services/publish-events.ts";
import { readCloudEvents } from "../services/read-cloud-events.ts";
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
    summary: "Lists the latest events, newest first",
    path: none,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(LIMITS.pageRows).default(50) }),
    bodyKind: "none",
    body: z.undefined(),
    response: eventList,
    run: async ({ deps, actor, query }) => jsonResponse(await listEvents(deps, actor, query.limit)),
  }),
];
