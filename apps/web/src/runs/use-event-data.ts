"use client";
// The data of one event of the journal, fetched when it is looked at: the stream carries none. An event never changes, so it
// is asked for once; a journal that was rewritten has another event of that number at another time.

import type { Json } from "@ironweave/jq";
import type { UseQueryResult } from "@tanstack/react-query";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useContext } from "react";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import type { EventPlace } from "./model/execution-index.ts";
import { RunIdContext } from "./store/use-run.ts";

/** Data may be megabytes; what nobody looks at any more is forgotten soon. */
const FORGET_MS = 60_000;

/** The input or output that the event holds. Without an event nothing is asked. */
export function useEventData(event: EventPlace | undefined): UseQueryResult<Json | undefined> {
  const trpc = useTrpc();
  const id = useContext(RunIdContext);
  return useQuery({
    queryKey: ["run", id, "event", event?.seq, event?.at],
    queryFn:
      event === undefined
        ? skipToken
        : async ({ signal }) => dataOf(await trpc.run.event.query({ id, seq: event.seq }, { signal })),
    staleTime: Infinity,
    gcTime: FORGET_MS,
  });
}

function dataOf(event: object): Json {
  if ("input" in event) return event.input as Json;
  return "output" in event ? (event.output as Json) : null;
}
