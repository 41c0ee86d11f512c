"use client";
// The journal as a list, newest last; only the rows in view are in the page, so ten thousand events scroll well.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { StatusIcon } from "../../ui/status.tsx";
import type { AnyStatus } from "../../ui/status.tsx";
import type { RunEventHead } from "@ironweave/schema/run";
import { clockTime } from "../model/clock-time.ts";
import { eventWords } from "../model/event-words.ts";
import { useRun } from "../store/use-run.ts";
import styles from "./event-list.module.css";

const ROW_PX = 28;

/** A row selects its task and moves the view of the run to that moment. */
export function EventList() {
  const events = useRun((run) => run.events);
  const cursor = useRun((run) => run.cursor);
  const scrub = useRun((run) => run.scrub);
  const select = useRun((run) => run.select);
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const following = cursor === undefined;
  useEffect(() => {
    if (following && events.length > 0) rows.scrollToIndex(events.length - 1);
  }, [following, events.length, rows]);
  const open = (event: RunEventHead) => {
    if ("task" in event) select(event.task, event.execution);
    scrub(event.seq);
  };
  return (
    <div ref={frame} className={styles.frame} tabIndex={0} role="region" aria-label="Events of the run">
      <ol className={styles.list} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const event = events[row.index];
          if (event === undefined) return null;
          return (
            <li
              key={event.seq}
              className={styles.row}
              style={{ transform: `translateY(${row.start}px)` }}
              aria-setsize={events.length}
              aria-posinset={row.index + 1}
            >
              <button
                type="button"
                className={styles.event}
                data-later={cursor !== undefined && event.seq > cursor}
                aria-current={cursor === event.seq}
                onClick={() => open(event)}
              >
                <span className={styles.seq}>{event.seq}</span>
                <span className={styles.time}>{clockTime(event.at)}</span>
                <StatusIcon status={lookOf(event)} size={13} />
                <span className={styles.words}>{eventWords(event)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const LOOKS: { readonly [T in RunEventHead["type"]]: AnyStatus } = {
  "workflow.started": "running",
  "workflow.suspended": "suspended",
  "workflow.resumed": "running",
  "workflow.completed": "completed",
  "workflow.faulted": "faulted",
  "workflow.cancelled": "cancelled",
  "task.started": "running",
  "task.skipped": "skipped",
  "task.retried": "pending",
  "task.completed": "completed",
  "task.faulted": "faulted",
  "task.cancelled": "cancelled",
};

// A list of the past must not turn: what had started is drawn as begun, not as going on.
function lookOf(event: RunEventHead): AnyStatus {
  const look = LOOKS[event.type];
  return look === "running" ? "pending" : look;
}
