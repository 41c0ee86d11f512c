// A plain client of a run's event stream, as any program would write one: it reads server-sent events, and when the stream
// breaks it asks again from the last number it saw.

/** What a client saw, in order, and how often it had to ask. */
export interface Followed {
  readonly seen: readonly number[];
  readonly last: string;
  readonly connections: number;
}

const AGAIN_MS = 200;

/** Follows a run to its last event. Rejects when `signal` aborts first. */
export async function followRun(url: string, token: string, signal: AbortSignal): Promise<Followed> {
  const seen: number[] = [];
  let last = "";
  let connections = 0;
  while (!/^workflow\.(completed|faulted|cancelled)$/.test(last)) {
    signal.throwIfAborted();
    try {
      connections += 1;
      for await (const event of eventsOf(url, token, seen.at(-1), signal)) {
        seen.push(event.seq);
        last = event.type;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
  return { seen, last, connections };
}

async function* eventsOf(url: string, token: string, after: number | undefined, signal: AbortSignal) {
  const answer = await fetch(url, {
    signal,
    headers: {
      accept: "text/event-stream",
      authorization: `Bearer ${token}`,
      ...(after === undefined ? {} : { "last-event-id": String(after) }),
    },
  });
  if (!answer.ok || answer.body === null) throw new Error(`the stream answered ${answer.status}`);
  let text = "";
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const frames = text.split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1];
      if (data !== undefined && /^id: /m.test(frame)) yield JSON.parse(data) as { seq: number; type: string };
    }
  }
}
