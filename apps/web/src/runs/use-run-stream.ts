"use client";
// Feeds a run store from the event stream. The stream resumes by event number on its own; what it sends again is ignored by
// the store. Events are handed over in batches, at most ten times a second, also in tabs in the background.

import type { RunEvent } from "@ironweave/schema/run";
import { useEffect } from "react";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import type { RunStore } from "./store/run-store.ts";

const BATCH_MS = 100;

/** Follows the run until it ends or the component goes away. */
export function useRunStream(store: RunStore, runId: string): void {
  const trpc = useTrpc();
  useEffect(() => {
    let waiting: RunEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const batch = waiting;
      waiting = [];
      store.getState().append(batch);
      if (isOver(store)) store.getState().setConnection("ended");
    };
    const subscription = trpc.run.onEvents.subscribe(
      { id: runId },
      {
        onData: ({ data }) => {
          waiting.push(data);
          timer ??= setTimeout(flush, BATCH_MS);
        },
        onConnectionStateChange: ({ state }) => {
          if (!isOver(store)) store.getState().setConnection(state === "pending" ? "live" : connecting(store));
        },
        onError: () => store.getState().setConnection("retrying"),
        onComplete: () => {
          flush();
          store.getState().setConnection("ended");
        },
      },
    );
    return () => {
      subscription.unsubscribe();
      clearTimeout(timer);
    };
  }, [trpc, store, runId]);
}

function connecting(store: RunStore): "connecting" | "retrying" {
  return store.getState().events.length === 0 ? "connecting" : "retrying";
}

function isOver(store: RunStore): boolean {
  const { status } = store.getState().latest;
  return status === "completed" || status === "faulted" || status === "cancelled";
}
