"use client";
// What a step that runs is waiting for, and until when, while it does.

import { Ear, Hourglass, TimerOff } from "lucide-react";
import type { AwaitedEvents, Waiting } from "../model/waiting-for.ts";
import { untilWords } from "../model/until-words.ts";
import { useNow } from "./use-now.ts";
import styles from "./waiting-note.module.css";

export interface WaitingNoteProps {
  readonly waiting: Waiting;
  /** False where the reader looks at the past: then nothing is to come. */
  readonly live: boolean;
}

/** One line each for the time, the events, and the giving up. */
export function WaitingNote({ waiting, live }: WaitingNoteProps) {
  const { until, length, events, timeoutAt } = waiting;
  const clock = useNow(live);
  const now = live ? clock : undefined;
  return (
    <div className={styles.note} role="group" aria-label="Waiting">
      {until !== undefined && (
        <p>
          <Hourglass size={14} aria-hidden="true" /> Waits until {untilWords(until, now)}
        </p>
      )}
      {length !== undefined && (
        <p>
          <Hourglass size={14} aria-hidden="true" /> Waits for as long as <code>{length}</code> gave
        </p>
      )}
      {events !== undefined && (
        <div>
          <p>
            <Ear size={14} aria-hidden="true" /> {MODE_WORDS[events.mode](events.filters.length)}
          </p>
          <Filters events={events} />
          {events.ends !== undefined && <Ends ends={events.ends} />}
        </div>
      )}
      {timeoutAt !== undefined && (
        <p>
          <TimerOff size={14} aria-hidden="true" /> Gives up at {untilWords(timeoutAt, now)}
        </p>
      )}
    </div>
  );
}

const MODE_WORDS: { readonly [M in AwaitedEvents["mode"]]: (count: number) => string } = {
  one: () => "Waits for this event",
  any: (count) =>
    count === 0 ? "Waits for any event" : count === 1 ? "Waits for this event" : "Waits for one of these events",
  all: () => "Waits for each of these events",
};

function Ends({ ends }: { readonly ends: string | AwaitedEvents }) {
  if (typeof ends === "string") {
    return (
      <p className={styles.ends}>
        and goes on listening until <code>{ends}</code>
      </p>
    );
  }
  return (
    <>
      <p className={styles.ends}>and goes on listening until</p>
      <Filters events={ends} />
    </>
  );
}

function Filters({ events }: { readonly events: AwaitedEvents }) {
  return (
    <ul className={styles.filters}>
      {events.filters.map((filter, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- filters have no identity of their own, and never change
        <li key={index}>
          {filter.length === 0 && "any event"}
          {filter.map(({ name, value }) => (
            <span key={name}>
              {name} <code>{value}</code>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
