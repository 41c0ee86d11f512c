// Wakes those who wait for events of a run. One connection listens for all of them; a wake says "look again", never what there
// is: the query `seq > after` is the truth. A notification can be lost with its connection, so everyone is also woken after
// a reconnect, every 2 s while there is no connection, and every 10 s at all times.

import { Client } from "pg";
import type { Database } from "../database.ts";
import { RUN_EVENT_CHANNEL } from "./run-event-row.ts";

const POLL_MS = 2_000;
const IDLE_POLLS = 5;
const RECONNECT_MS = 250;
const MAX_RECONNECT_MS = 5_000;

export interface RunEventListener extends AsyncDisposable {
  /** Calls `wake` whenever the run may have new events, until the returned function is called. */
  subscribe(runId: string, wake: () => void): () => void;
  /** True while notifications arrive. */
  isConnected(): boolean;
  close(): Promise<void>;
}

/** Starts to listen; the first connection is made in the background. */
export function listenRunEvents(db: Pick<Database, "url">): RunEventListener {
  const subscribers = new Map<string, Set<() => void>>();
  let client: Client | undefined;
  let connected = false;
  let closed = false;
  let polls = 0;
  let retry: NodeJS.Timeout | undefined;

  const wakeAll = (): void => {
    for (const wakes of subscribers.values()) for (const wake of wakes) wake();
  };
  const reconnect = (delayMs: number): void => {
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(() => void connect(Math.min(delayMs * 2, MAX_RECONNECT_MS)), delayMs);
    retry.unref();
  };
  const connect = async (nextDelayMs: number): Promise<void> => {
    const next = new Client({ connectionString: db.url, connectionTimeoutMillis: 2_000, keepAlive: true });
    let lost = false;
    const lose = (): void => {
      if (lost) return;
      lost = true;
      if (client === next) connected = false;
      void next.end().catch(() => undefined);
      reconnect(nextDelayMs);
    };
    next.on("error", lose);
    next.on("end", lose);
    next.on("notification", (message) => {
      for (const wake of subscribers.get(message.payload ?? "") ?? []) wake();
    });
    client = next;
    try {
      await next.connect();
      await next.query(`listen ${RUN_EVENT_CHANNEL}`);
      connected = true;
      nextDelayMs = RECONNECT_MS;
      wakeAll();
    } catch {
      lose();
    }
  };
  const poll = setInterval(() => {
    polls += 1;
    if (!connected || polls % IDLE_POLLS === 0) wakeAll();
  }, POLL_MS);
  poll.unref();
  const first = connect(RECONNECT_MS);

  const close = async (): Promise<void> => {
    closed = true;
    clearInterval(poll);
    clearTimeout(retry);
    await first;
    await client?.end().catch(() => undefined);
    connected = false;
  };
  return {
    isConnected: () => connected,
    close,
    [Symbol.asyncDispose]: close,
    subscribe: (runId, wake) => {
      const wakes = subscribers.get(runId) ?? new Set();
      subscribers.set(runId, wakes.add(wake));
      return () => {
        wakes.delete(wake);
        if (wakes.size === 0) subscribers.delete(runId);
      };
    },
  };
}
