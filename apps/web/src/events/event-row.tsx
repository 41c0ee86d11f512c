"use client";
// One event: its type, source and age; unfolded its whole content, the runs that got it, and offering it again.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { errorText } from "../app/_shell/error-text.ts";
import { JsonView } from "../runs/panels/json-view.tsx";
import type { RouterOutputs } from "../trpc/trpc-client.ts";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { useToast } from "../ui/toaster.tsx";
import styles from "./events-page.module.css";

type Row = RouterOutputs["event"]["list"]["events"][number];

const TONES = { new: "accent", claimed: "ok", unclaimed: "idle", too_deep: "warn" } as const;
const WORDS = { new: "new", claimed: "claimed", unclaimed: "unclaimed", too_deep: "too deep" } as const;
const RUN_WORDS = { pending: "on its way to", delivered: "delivered to", dropped: "too late for", started: "started" };

/** A row of the list; its content is made when it is unfolded. */
export function EventRow({ row }: { readonly row: Row }) {
  const [open, setOpen] = useState(false);
  const { type, source } = row.event as { readonly type?: unknown; readonly source?: unknown };
  return (
    <li className={styles.row}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className={styles.type}>{String(type)}</span>
          <span className={styles.source}>{String(source)}</span>
          <span className={styles.end}>
            {row.runs.length > 0 && (
              <span className={styles.quiet}>
                {row.runs.length} {row.runs.length === 1 ? "run" : "runs"}
              </span>
            )}
            <Badge tone={TONES[row.state]}>{WORDS[row.state]}</Badge>
            <span className={styles.quiet}>
              <RelativeTime at={row.receivedAt} />
            </span>
          </span>
        </summary>
        {open && <EventDetail row={row} />}
      </details>
    </li>
  );
}

function EventDetail({ row }: { readonly row: Row }) {
  const trpc = useTrpc();
  const queries = useQueryClient();
  const toast = useToast();
  const redeliver = useMutation({
    mutationFn: () => trpc.event.redeliver.mutate({ id: row.id }),
    onSuccess: () => {
      toast({ text: "The event is offered again to those who wait for it now" });
      void queries.invalidateQueries({ queryKey: ["events"] });
    },
    onError: (error) => toast({ text: errorText(error), tone: "danger" }),
  });
  return (
    <div className={styles.detail}>
      <JsonView value={row.event} label="event" />
      {row.runs.length === 0 ? (
        <p className={styles.quiet}>
          {row.state === "too_deep"
            ? "It would have started a run, but 20 runs had started one another before it. Break the circle of workflows that start each other."
            : "No run has got it."}
        </p>
      ) : (
        <ul className={styles.runs}>
          {row.runs.map(({ id, state }) => (
            <li key={id}>
              {RUN_WORDS[state]} <Link href={`/runs/${id}`}>run {id.slice(-12)}</Link>
            </li>
          ))}
        </ul>
      )}
      <Button size="sm" icon={<RotateCcw size={13} />} busy={redeliver.isPending} onClick={() => redeliver.mutate()}>
        Offer again
      </Button>
    </div>
  );
}
