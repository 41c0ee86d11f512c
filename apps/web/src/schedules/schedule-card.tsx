"use client";
// One schedule: its next times, what came of the latest, pause and resume, what happens with overlapping and missed times, backfill.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import Link from "next/link";
import { errorText } from "../app/_shell/error-text.ts";
import type { RouterInputs } from "../trpc/trpc-client.ts";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Field, Select } from "../ui/text-field.tsx";
import { useToast } from "../ui/toaster.tsx";
import { BackfillForm } from "./backfill-form.tsx";
import { outcomeWords, scheduleWords } from "./schedule-words.ts";
import type { Schedule } from "./schedule-words.ts";
import styles from "./schedule-card.module.css";

const TONES = { started: "ok", backfilled: "ok", skipped: "warn", missed: "warn" } as const;

/** A schedule with its controls. */
export function ScheduleCard({ workflowId, schedule }: { readonly workflowId: string; readonly schedule: Schedule }) {
  const trpc = useTrpc();
  const queries = useQueryClient();
  const toast = useToast();
  const { kind, problem, paused, next, latest, overlap, catchUp, waitingGroups } = schedule;
  const update = useMutation({
    mutationFn: (change: Omit<RouterInputs["schedule"]["update"], "id" | "kind">) =>
      trpc.schedule.update.mutate({ id: workflowId, kind, ...change }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["schedules", workflowId] }),
    onError: (error) => toast({ text: errorText(error), tone: "danger" }),
  });
  const isTimed = kind === "every" || kind === "cron";
  return (
    <section className={styles.card} aria-label={scheduleWords(schedule)}>
      <div className={styles.title}>
        <h2>{scheduleWords(schedule)}</h2>
        <Badge tone="accent">v{schedule.version.number}</Badge>
        {paused !== undefined && <Badge tone="warn">paused</Badge>}
        <Button
          size="sm"
          className={styles.toggle}
          busy={update.isPending}
          icon={paused === undefined ? <Pause size={13} /> : <Play size={13} />}
          onClick={() => update.mutate({ paused: paused === undefined })}
        >
          {paused === undefined ? "Pause" : "Resume"}
        </Button>
      </div>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          It starts nothing: {problem}.
        </p>
      )}
      {paused?.note !== undefined && <p className={styles.quiet}>{paused.note}</p>}
      <div className={styles.columns}>
        <div>
          <h3>Next (UTC)</h3>
          {next.length > 0 ? (
            <ol className={styles.times}>
              {next.map((at) => (
                <li key={at}>
                  <time dateTime={at}>{at.slice(0, 19).replace("T", " ")}</time>{" "}
                  <span className={styles.quiet}>
                    <RelativeTime at={at} />
                  </span>
                </li>
              ))}
            </ol>
          ) : (
            <p className={styles.quiet}>{waitingWords(schedule)}</p>
          )}
          {waitingGroups > 0 && <p className={styles.quiet}>{waitingGroups} groups of events wait for others</p>}
        </div>
        <div>
          <h3>Latest (UTC)</h3>
          {latest.length === 0 && <p className={styles.quiet}>Nothing yet</p>}
          <ol className={styles.times}>
            {latest.slice(0, 8).map((firing) => (
              <li key={firing.dueAt}>
                <time dateTime={firing.dueAt}>{firing.dueAt.slice(0, 19).replace("T", " ")}</time>{" "}
                {firing.runId === undefined ? (
                  <Badge tone={TONES[firing.outcome]}>{outcomeWords(firing)}</Badge>
                ) : (
                  <Link href={`/runs/${firing.runId}`}>{outcomeWords(firing)}</Link>
                )}
              </li>
            ))}
          </ol>
        </div>
        {isTimed && (
          <div className={styles.policies}>
            <Field label="While a run goes on">
              {(wiring) => (
                <Select
                  {...wiring}
                  value={overlap}
                  onChange={({ target }) => update.mutate({ overlap: target.value as Schedule["overlap"] })}
                >
                  <option value="allow">start another</option>
                  <option value="skip">skip the time</option>
                  <option value="queue">start when it has ended</option>
                </Select>
              )}
            </Field>
            <Field label="Times missed while down">
              {(wiring) => (
                <Select
                  {...wiring}
                  value={catchUp}
                  onChange={({ target }) => update.mutate({ catchUp: target.value as Schedule["catchUp"] })}
                >
                  <option value="latest">start for the latest</option>
                  <option value="all">start for all</option>
                </Select>
              )}
            </Field>
          </div>
        )}
      </div>
      {isTimed && problem === undefined && <BackfillForm workflowId={workflowId} kind={kind} />}
    </section>
  );
}

function waitingWords({ kind, paused, problem }: Schedule): string {
  if (paused !== undefined) return "Paused: nothing is started, and what passes is not caught up";
  if (problem !== undefined) return "Nothing";
  if (kind === "on") return "When the next event comes";
  return "When the run that goes on has ended";
}
