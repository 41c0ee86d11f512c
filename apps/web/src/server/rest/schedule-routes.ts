// REST of schedules: what starts a workflow by itself.

import { z } from "zod";
import * as contract from "../contract/schedule-contract.ts";
import { workflowIdInput } from "../contract/workflow-contract.ts";
import { jsonResponse } from "../http/json-response.ts";
import { backfillSchedule } from "../services/backfill-schedule.ts";
import { listSchedules } from "../services/list-schedules.ts";
import { updateSchedule } from "../services/update-schedule.ts";
import { route } from "./route.ts";

const none = z.strictObject({});

export const SCHEDULE_ROUTES = [
  route({
    method: "GET",
    template: "/workflows/{id}/schedules",
    permission: "schedule.read",
    summary: "Lists what starts a workflow by itself: next times, latest outcomes, problems",
    path: workflowIdInput,
    query: none,
    bodyKind: "none",
    body: z.undefined(),
    response: contract.scheduleList,
    run: async ({ deps, actor, path }) => jsonResponse({ schedules: await listSchedules(deps, actor, path.id) }),
  }),
  route({
    method: "PUT",
    template: "/workflows/{id}/schedules/{kind}",
    permission: "schedule.write",
    summary: "Pauses or resumes a schedule, or changes its policies",
    path: contract.schedulePath,
    query: none,
    bodyKind: "json",
    body: contract.scheduleChange,
    response: contract.scheduleDetail,
    run: async ({ deps, actor, path, body }) => jsonResponse(await updateSchedule(deps, actor, { ...path, ...body })),
  }),
  route({
    method: "POST",
    template: "/workflows/{id}/schedules/{kind}/backfill",
    permission: "schedule.write",
    summary: "Starts a run for each time of a span of the past that has none",
    path: contract.schedulePath,
    query: none,
    bodyKind: "json",
    body: contract.backfillSpan,
    response: contract.backfilled,
    status: 202,
    run: async ({ deps, actor, path, body }) =>
      jsonResponse(await backfillSchedule(deps, actor, { ...path, ...body }), 202),
  }),
];
