// A run's events as server-sent events: `id` is the number (ADR 110), so that a client resumes by `Last-Event-ID`; the data is the event.

import type { RunEvent } from "@ironweave/schema/run";
import { ApiError } from "../api-error.ts";
import type { AppDeps } from "../app-deps.ts";
import type { Actor } from "../auth/actor.ts";
import { eventId, readEventId } from "../contract/event-id.ts";
import { resolveActor } from "../auth/resolve-actor.ts";
import { followRunEvents } from "../services/follow-run-events.ts";
import { getRun } from "../services/get-run.ts";
import { serverSentEvents } from "./server-sent-events.ts";
import type { SentEvent } from "./server-sent-events.ts";

export interface EventStream {
  readonly runId: string;
  readonly after: number;
  readonly request: Request;
  /** What is sent of an event: one at least. @default the event as the journal has it */
  readonly shape?: (event: RunEvent) => readonly object[];
}

/** The stream; it ends after the run's last event. @throws ApiError `not_found`, `invalid_input` before it begins */
export async function eventStream(deps: AppDeps, actor: Actor, stream: EventStream): Promise<Response> {
  const { request, runId, shape = (event: RunEvent) => [event] } = stream;
  const lastEventId = request.headers.get("last-event-id");
  const position = lastEventId === null ? undefined : readEventId(lastEventId);
  if (lastEventId !== null && position === undefined) {
    throw new ApiError("invalid_input", "Last-Event-ID must be the id of an event of this stream.");
  }
  // Refusals must come as a status, so the run is looked up before the stream begins.
  await getRun(deps, actor, runId);
  const from = position === undefined ? { after: stream.after } : { after: position.seq, revision: position.revision };
  const reauthorize = () => resolveActor(deps, request.headers);
  return serverSentEvents(request, async function* sent(signal): AsyncGenerator<SentEvent, void, undefined> {
    for await (const { event, revision } of followRunEvents(deps, actor, { runId, ...from, signal, reauthorize })) {
      const sent = shape(event);
      // The last of several moves the position on: a stream that breaks before it sends them all again.
      for (const [index, data] of sent.entries()) {
        const seq = index === sent.length - 1 ? event.seq : event.seq - 1;
        yield { id: eventId({ seq, revision }), data };
      }
    }
  });
}
