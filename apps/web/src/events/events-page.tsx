"use client";
// `/events`: CloudEvents as they came, newest first, with the runs that got each. The filter lives in the address.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Radio, Send } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { LoadError } from "../app/_shell/load-error.tsx";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { Button } from "../ui/button.tsx";
import { ChoiceChips } from "../ui/choice-chips.tsx";
import { Page } from "../ui/page.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { EmptyState, LoadingRows } from "../ui/state-panel.tsx";
import { EventRow } from "./event-row.tsx";
import styles from "./events-page.module.css";
import { SendEventDialog } from "./send-event-dialog.tsx";

const STATES = ["new", "claimed", "unclaimed", "too_deep"] as const;

/** The gateway's events. */
export function EventsPage() {
  const trpc = useTrpc();
  const router = useRouter();
  const params = useSearchParams();
  const [sending, setSending] = useState(false);
  const state = STATES.find((candidate) => candidate === params.get("state"));
  const type = params.get("type") ?? "";
  const events = useInfiniteQuery({
    queryKey: ["events", state, type],
    queryFn: ({ pageParam }) =>
      trpc.event.list.query({
        limit: 50,
        ...(state === undefined ? {} : { state }),
        ...(type === "" ? {} : { type }),
        ...(pageParam === "" ? {} : { cursor: pageParam }),
      }),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: 3_000,
  });
  const rows = events.data?.pages.flatMap((each) => each.events);
  const show = (name: "state" | "type", value: string): void => {
    const next = new URLSearchParams(params);
    if (value === "") next.delete(name);
    else next.set(name, value);
    router.replace(`/events?${next.toString()}`);
  };
  return (
    <Page
      title="Events"
      tools={
        <>
          <SearchField
            label="Type of event; a star at the end stands for anything"
            placeholder="Type, e.g. order.*"
            defaultValue={type}
            onKeyDown={(event) => {
              if (event.key === "Enter") show("type", event.currentTarget.value.trim());
            }}
            onBlur={(event) => show("type", event.currentTarget.value.trim())}
          />
          <Button look="primary" icon={<Send size={14} />} onClick={() => setSending(true)}>
            Send event
          </Button>
        </>
      }
    >
      <ChoiceChips
        label="Show events that are"
        choices={STATES}
        chosen={state}
        onChoose={(choice) => show("state", choice ?? "")}
        wordOf={(each) => (each === "too_deep" ? "too deep" : each)}
      />
      {events.isPending && <LoadingRows label="Loading events" />}
      {events.isError && rows === undefined && (
        <LoadError error={events.error} what="The events" onRetry={() => void events.refetch()} />
      )}
      {rows !== undefined && rows.length > 0 && (
        <ul className={styles.list}>
          {rows.map((row) => (
            <EventRow key={row.id} row={row} />
          ))}
        </ul>
      )}
      {rows?.length === 0 && (
        <EmptyState
          icon={<Radio size={22} />}
          title={type === "" && state === undefined ? "No events yet" : "No such events"}
        >
          Events come by <code>POST /api/v1/events</code>, by <code>ironweave event send</code>, and from runs that emit
          them. They wake runs that listen and start workflows that are scheduled on them.
        </EmptyState>
      )}
      {events.hasNextPage && (
        <Button className={styles.more} busy={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
          Older events
        </Button>
      )}
      {sending && <SendEventDialog onClose={() => setSending(false)} />}
    </Page>
  );
}
