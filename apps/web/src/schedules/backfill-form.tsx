"use client";
// Starts the runs of a span of the past that a schedule has not started.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { errorText } from "../app/_shell/error-text.ts";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { Button } from "../ui/button.tsx";
import { Field, Input } from "../ui/text-field.tsx";
import { useToast } from "../ui/toaster.tsx";
import styles from "./schedule-card.module.css";

interface BackfillFormProps {
  readonly workflowId: string;
  readonly kind: "every" | "cron";
}

/** Folded until it is asked for. Times are UTC. */
export function BackfillForm({ workflowId, kind }: BackfillFormProps) {
  const trpc = useTrpc();
  const queries = useQueryClient();
  const toast = useToast();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const backfill = useMutation({
    mutationFn: () => trpc.schedule.backfill.mutate({ id: workflowId, kind, from: `${from}:00Z`, to: `${to}:00Z` }),
    onSuccess: ({ started, existing }) => {
      const known = existing === 0 ? "" : `, ${existing} times had theirs already`;
      toast({ text: `${started.length} ${started.length === 1 ? "run" : "runs"} started${known}` });
      void queries.invalidateQueries({ queryKey: ["schedules", workflowId] });
    },
    onError: (error) => toast({ text: errorText(error), tone: "danger" }),
  });
  return (
    <details className={styles.backfill}>
      <summary>Fill in times of the past</summary>
      <form
        className={styles.span}
        onSubmit={(event) => {
          event.preventDefault();
          backfill.mutate();
        }}
      >
        <Field label="After (UTC)">
          {(wiring) => (
            <Input
              {...wiring}
              type="datetime-local"
              required
              value={from}
              onChange={({ target }) => setFrom(target.value)}
            />
          )}
        </Field>
        <Field label="Up to (UTC)">
          {(wiring) => (
            <Input
              {...wiring}
              type="datetime-local"
              required
              value={to}
              onChange={({ target }) => setTo(target.value)}
            />
          )}
        </Field>
        <Button type="submit" busy={backfill.isPending}>
          Start their runs
        </Button>
      </form>
    </details>
  );
}
