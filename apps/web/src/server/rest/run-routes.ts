// REST of runs.

import type { JsonObject } from "@ironweave/jq";
import type { RunEvent } from "@ironweave/schema/run";
import { z } from "zod";
import type { RunDetail, StartedRun } from "../contract/run-contract.ts";
import * as contract from "../contract/run-contract.ts";
import { jsonValue } from "../contract/json-value.ts";
import { workflowIdInput } from "../contract/workflow-contract.ts";
import { lifecycleEvents } from "../events/lifecycle-event.ts";
import { jsonResponse } from "../http/json-response.ts";
import { LIMITS } from "../limits.ts";
import { cancelRun } from "../services/cancel-run.ts";
import { getRun } from "../services/get-run.ts";
import { listRuns } from "../services/list-runs.ts";
import { readEvents } from "../services/read-events.ts";
import { readChildren } from "../services/read-run-family.ts";
import { readLog } from "../services/run-log.ts";
import { readLifecycleRun } from "../services/read-lifecycle-run.ts";
import { startDefinition } from "../services/start-definition.ts";
import { startRun } from "../services/start-run.ts";
import { waitForRun } from "../services/wait-for-run.ts";
import { eventStream } from "./event-stream.ts";
import { logStream } from "./log-stream.ts";
import { route } from "./route.ts";
import type { RouteCall } from "./route.ts";

const none = z.strictObject({});
const noBody = z.undefined();
const count = z.coerce.number().int();
const wait = z.strictObject({ wait: count.min(0).max(LIMITS.waitSeconds).optional() });
const started = z.union([contract.startedRun, contract.runDetail]);

export const RUN_ROUTES = [
  route({
    method: "POST",
    template: "/workflows/{id}/runs",
    permission: "run.start",
    summary: "Starts a run of a workflow; with ?wait=30 the answer comes after the run's end, or after 30 seconds",
    path: workflowIdInput,
    query: wait,
    bodyKind: "json",
    body: z.strictObject({ input: jsonValue.optional(), versionId: z.uuid().optional() }),
    response: started,
    status: 201,
    headers: ["Idempotency-Key"],
    run: async (call) => {
      const { input = {}, versionId } = call.body;
      const version = versionId === undefined ? {} : { versionId };
      const asked = { workflowId: call.path.id, input, ...version, ...idempotencyKey(call.request) };
      return answer(call, await startRun(call.deps, call.actor, contract.startRunInput.parse(asked)));
    },
  }),
  route({
    method: "POST",
    template: "/runs",
    permission: "run.start",
    summary: "Saves a definition as a version of the workflow that it names, and starts a run of it",
    path: none,
    query: wait,
    bodyKind: "json",
    body: contract.startDefinitionInput,
    response: started,
    status: 201,
    headers: ["Idempotency-Key"],
    run: async (call) => {
      const asked = { ...call.body, ...idempotencyKey(call.request) };
      return answer(call, await startDefinition(call.deps, call.actor, contract.startDefinitionInput.parse(asked)));
    },
  }),
  route({
    method: "GET",
    template: "/runs",
    permission: "run.read",
    summary: "Lists runs, newest first",
    path: none,
    query: contract.listRunsInput.extend({ limit: count.min(1).max(LIMITS.pageRows).default(50) }),
    bodyKind: "none",
    body: noBody,
    response: contract.runPage,
    run: async ({ deps, actor, query }) => jsonResponse(await listRuns(deps, actor, query)),
  }),
  route({
    method: "GET",
    template: "/runs/{id}/children",
    permission: "run.read",
    summary: "Lists the runs that a run has started by `run: workflow`, oldest first",
    path: contract.runIdInput,
    query: z.strictObject({ execution: count.min(1).max(2_147_483_647).optional() }),
    bodyKind: "none",
    body: noBody,
    response: contract.runChildren,
    run: async ({ deps, actor, path, query }) => jsonResponse(await readChildren(deps, actor, { ...path, ...query })),
  }),
  route({
    method: "GET",
    template: "/runs/{id}",
    permission: "run.read",
    summary: "Reads a run with its input, output or error",
    path: contract.runIdInput,
    query: none,
    bodyKind: "none",
    body: noBody,
    response: contract.runDetail,
    run: async ({ deps, actor, path }) => jsonResponse(await getRun(deps, actor, path.id)),
  }),
  route({
    method: "GET",
    template: "/runs/{id}/events",
    permission: "run.read",
    summary: "Reads a run's events: a page as JSON, or all of them as they come with Accept: text/event-stream",
    path: contract.runIdInput,
    query: z.strictObject({
      after: count.min(0).default(0),
      limit: count.min(1).max(LIMITS.pageEvents).default(500),
      /** As the journal has them, or as the CloudEvents that the specification names. */
      format: z.enum(["journal", "cloudevents"]).default("journal"),
    }),
    bodyKind: "none",
    body: noBody,
    response: contract.runEventPage.extend({ events: z.array(z.custom<RunEvent | JsonObject>()) }),
    headers: ["Last-Event-ID"],
    run: async ({ deps, actor, path: { id }, query: { format, after, limit }, request }) => {
      const run = format === "journal" ? undefined : await readLifecycleRun(deps, actor, id);
      const shape = (event: RunEvent): readonly (RunEvent | JsonObject)[] =>
        run === undefined ? [event] : lifecycleEvents(run, event).map((each) => each.event);
      if (request.headers.get("accept")?.includes("text/event-stream") === true) {
        return eventStream(deps, actor, { runId: id, after, request, shape });
      }
      const page = await readEvents(deps, actor, { id, after, limit });
      return jsonResponse({ ...page, events: page.events.flatMap(shape) });
    },
  }),
  route({
    method: "GET",
    template: "/runs/{id}/log",
    permission: "run.read",
    summary: "Reads what a run's steps wrote: a page as JSON, or all of it as it comes with Accept: text/event-stream",
    path: contract.runIdInput,
    query: z.strictObject({
      after: count.min(0).max(2_147_483_647).default(0),
      limit: count.min(1).max(LIMITS.pageLog).default(LIMITS.pageLog),
      execution: count.min(1).max(2_147_483_647).optional(),
    }),
    bodyKind: "none",
    body: noBody,
    response: contract.runLogPage,
    headers: ["Last-Event-ID"],
    run: async ({ deps, actor, path: { id }, query, request }) => {
      if (request.headers.get("accept")?.includes("text/event-stream") === true) {
        const { after, execution } = query;
        return logStream(deps, actor, { runId: id, after, execution, request });
      }
      return jsonResponse(await readLog(deps, actor, { id, ...query }));
    },
  }),
  route({
    method: "POST",
    template: "/runs/{id}/cancel",
    permission: "run.cancel",
    summary: "Asks a run to end as cancelled",
    path: contract.runIdInput,
    query: none,
    bodyKind: "none",
    body: noBody,
    response: z.object({ requested: z.literal(true) }),
    status: 202,
    run: async ({ deps, actor, path }) => jsonResponse(await cancelRun(deps, actor, path.id), 202),
  }),
];

function idempotencyKey(request: Request): { idempotencyKey?: string } {
  const key = request.headers.get("idempotency-key");
  return key === null ? {} : { idempotencyKey: key };
}

/** The start at once, or the run's outcome where the caller waits for it. Both carry the run's id as `runId`. */
async function answer(
  { deps, actor, request, query }: RouteCall<unknown, z.infer<typeof wait>, unknown>,
  run: StartedRun,
): Promise<Response> {
  const headers = { location: `/api/v1/runs/${run.runId}` };
  const status = run.created ? 201 : 200;
  if (query.wait === undefined || query.wait === 0) return jsonResponse(run, status, headers);
  const waiting = { runId: run.runId, timeoutMs: query.wait * 1_000, signal: request.signal };
  const detail: RunDetail = await waitForRun(deps, actor, waiting);
  return jsonResponse({ ...run, ...detail }, status, headers);
}
