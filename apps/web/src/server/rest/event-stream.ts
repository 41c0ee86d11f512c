// A run's events as server-sent events: `id` is the number (ADR 110), so that a client resumes by `Last-Event-ID`; the data is the event.

import type { RunEvent } from "@ironweave/schema/run";
import { ApiError } from "../api-error.ts";
import type { AppDeps } from "../app-deps.ts";
import type { Actor } from "../auth/actor.ts";
import { eventId, readEventId } from "../contract/event-id.ts";
import { resolveActor } from "../auth/resolve-actor.ts";
import { API_HEADERS, asApiError } from "../http/json-response.ts";
import { LIMITS } from "../limits.ts";
import { followRunEvents } from "../services/follow-run-events.ts";
import { getRun } from "../services/get-run.ts";

export interface EventStream {
  readonly runId: string;
  readonly after: number;
  readonly request: Request;
  /** What is sent of an event. @default the event as the journal has it */
  readonly shape?: (event: RunEvent) => object;
}

/** The stream; it ends after the run's last event. @throws ApiError `not_found`, `invalid_input` before it begins */
export async function eventStream(deps: AppDeps, actor: Actor, stream: EventStream): Promise<Response> {
  const { request, runId, shape = (event: RunEvent) => event } = stream;
  const lastEventId = request.headers.get("last-event-id");
  const position = lastEventId === null ? undefined : readEventId(lastEventId);
  if (lastEventId !== null && position === undefined) {
    throw new ApiError("invalid_input", "Last-Event-ID must be the id of an event of this stream.");
  }
  // Refusals must come as a status, so the run is looked up before the stream begins.
  await getRun(deps, actor, runId);
  const from = position === undefined ? { after: stream.after } : { after: position.seq, revision: position.revision };
  const abort = new AbortController();
  request.signal.addEventListener("abort", () => abort.abort());
  const reauthorize = () => resolveActor(deps, request.headers);
  const events = followRunEvents(deps, actor, { runId, ...from, signal: abort.signal, reauthorize });
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(encoder.encode("retry: 1000\n\n"));
      heartbeat = setInterval(() => controller.enqueue(encoder.encode(": alive\n\n")), LIMITS.heartbeatMs);
    },
    pull: async (controller) => {
      try {
        const next = await events.next();
        if (next.done === true) {
          clearInterval(heartbeat);
          controller.close();
          return;
        }
        const { event, revision } = next.value;
        const id = eventId({ seq: event.seq, revision });
        controller.enqueue(encoder.encode(`id: ${id}\ndata: ${JSON.stringify(shape(event))}\n\n`));
      } catch (error) {
        clearInterval(heartbeat);
        const { code, message } = asApiError(error);
        controller.enqueue(encoder.encode(`event: error\ndata: ${JSON.stringify({ code, message })}\n\n`));
        controller.close();
      }
    },
    cancel: async () => {
      clearInterval(heartbeat);
      abort.abort();
      await events.return();
    },
  });
  const headers = { ...API_HEADERS, "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" };
  return new Response(body, { headers });
}
