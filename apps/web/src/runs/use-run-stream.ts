"use client";
// Feeds a run store: what is there already by one request, then the event stream. Both carry no data of the run (`useEventData`
// fetches that when it is looked at). The stream resumes by event number on its own; what it sends again is ignored by the store. Events are handed over in
// batches, at most ten times a second, also in tabs in the background: news after a quiet moment at once. What had happened before the page opened comes as
// one batch, so that the page shows the run as it is and not how it came there.

import { hasEnded } from "@ironweave/schema/run";
import type { RunEventHead } from "@ironweave/schema/run";
import { useEffect } from "react";
import { apiErrorCode } from "../trpc/trpc-error.ts";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { fetchOpeningHeads } from "./opening-heads.ts";
import type { RunStore } from "./store/run-store.ts";

const BATCH_MS = 100;
/** How long what is already there is collected before it is shown in part. */
const CATCH_UP_MS = 1_000;
/** How long after a refusal, e.g. of a server that is not ready, it is asked again. */
const AGAIN_MS = 3_000;

/** Follows the run until it ends or the component goes away. `lastSeq` is the last event known when the page was made. */
export function useRunStream(store: RunStore, runId: string, lastSeq: number): void {
  const trpc = useTrpc();
  useEffect(() => {
    let waiting: RunEventHead[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastFlush = -Infinity;
    const flush = () => {
      clearTimeout(timer);
      timer = undefined;
      lastFlush = performance.now();
      const batch = waiting;
      waiting = [];
      store.getState().append(batch);
      if (isOver(store)) store.getState().setConnection("ended");
    };
    const end = () => {
      flush();
      store.getState().setConnection("ended");
    };
    let again: ReturnType<typeof setTimeout> | undefined;
    let lastId: string | undefined;
    const subscribe = (lastEventId: string | undefined): { unsubscribe(): void } => {
      lastId = lastEventId;
      return trpc.run.onEvents.subscribe(
        { id: runId, lastEventId },
        {
          onData: ({ id, data }) => {
            lastId = id;
            const behind = store.getState().latest.seq < lastSeq;
            waiting = waiting.concat(data);
            const rest = lastFlush + BATCH_MS - performance.now();
            if (behind ? (data.at(-1)?.seq ?? 0) >= lastSeq : rest <= 0) flush();
            else timer ??= setTimeout(flush, behind ? CATCH_UP_MS : rest);
          },
          onConnectionStateChange: ({ state }) => {
            if (!isOver(store) && store.getState().connection !== "signed-out")
              store.getState().setConnection(state === "pending" ? "live" : connecting(store));
          },
          // A lost connection is tried again by itself. What comes here has ended the stream.
          onError: (error) => {
            if (apiErrorCode(error) === "unauthenticated") return store.getState().setConnection("signed-out");
            store.getState().setConnection("retrying");
            again = setTimeout(() => (subscription = subscribe(lastId)), AGAIN_MS);
          },
          onComplete: end,
        },
      );
    };
    const gone = new AbortController();
    let subscription: { unsubscribe(): void } | undefined;
    void fetchOpeningHeads(runId, gone.signal).then((opening) => {
      if (gone.signal.aborted) return;
      if (opening !== undefined) store.getState().append(opening.events);
      if (opening?.done === true) end();
      else subscription = subscribe(opening?.lastEventId);
    });
    return () => {
      gone.abort();
      subscription?.unsubscribe();
      clearTimeout(timer);
      clearTimeout(again);
    };
  }, [trpc, store, runId, lastSeq]);
}

function connecting(store: RunStore): "connecting" | "retrying" {
  return store.getState().events.length === 0 ? "connecting" : "retrying";
}

function isOver(store: RunStore): boolean {
  return hasEnded(store.getState().latest.status);
}
