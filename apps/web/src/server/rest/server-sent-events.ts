// An answer of server-sent events. What it sends comes from a generator, which is ended when the reader goes.

import { API_HEADERS, asApiError } from "../http/json-response.ts";
import { LIMITS } from "../limits.ts";

export interface SentEvent {
  /** What a client gives as `Last-Event-ID` when it comes again. */
  readonly id: string;
  readonly data: object;
}

/** The stream; `make` is given a signal that aborts when the reader goes. An error in it is the last event. */
export function serverSentEvents(
  request: Request,
  make: (signal: AbortSignal) => AsyncGenerator<SentEvent, void, undefined>,
): Response {
  const abort = new AbortController();
  request.signal.addEventListener("abort", () => abort.abort());
  const events = make(abort.signal);
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
        const { id, data } = next.value;
        controller.enqueue(encoder.encode(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`));
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
