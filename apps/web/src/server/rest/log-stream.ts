// A run's log as server-sent events: `id` is the number of an entry, so that a client resumes by `Last-Event-ID`.

import { ApiError } from "../api-error.ts";
import type { AppDeps } from "../app-deps.ts";
import type { Actor } from "../auth/actor.ts";
import { resolveActor } from "../auth/resolve-actor.ts";
import { getRun } from "../services/get-run.ts";
import { followRunLog } from "../services/run-log.ts";
import { serverSentEvents } from "./server-sent-events.ts";
import type { SentEvent } from "./server-sent-events.ts";

const ENTRY_ID = /^\d{1,9}$/u;

export interface LogStream {
  readonly runId: string;
  readonly after: number;
  readonly execution: number | undefined;
  readonly request: Request;
}

/** The stream; it ends some seconds after the run. @throws ApiError `not_found`, `invalid_input` before it begins */
export async function logStream(deps: AppDeps, actor: Actor, stream: LogStream): Promise<Response> {
  const { request, runId, execution } = stream;
  const lastEventId = request.headers.get("last-event-id");
  if (lastEventId !== null && !ENTRY_ID.test(lastEventId)) {
    throw new ApiError("invalid_input", "Last-Event-ID must be the id of an entry of this stream.");
  }
  // Refusals must come as a status, so the run is looked up before the stream begins.
  await getRun(deps, actor, runId);
  const after = lastEventId === null ? stream.after : Number(lastEventId);
  const reauthorize = () => resolveActor(deps, request.headers);
  return serverSentEvents(request, async function* entries(signal): AsyncGenerator<SentEvent, void, undefined> {
    for await (const found of followRunLog(deps, actor, { runId, after, execution, signal, reauthorize })) {
      for (const entry of found) yield { id: String(entry.seq), data: entry };
    }
  });
}
