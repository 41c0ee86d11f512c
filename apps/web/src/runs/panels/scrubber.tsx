"use client";
// Time travel: a slider over the events of the run. At its end it follows the run.

import { FastForward, OctagonAlert } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { clockTime } from "../model/clock-time.ts";
import { eventWords } from "../model/event-words.ts";
import { useRun } from "../store/use-run.ts";
import styles from "./scrubber.module.css";

/** A slider, what happened at that moment, a jump to the first failure, and a way back to now. */
export function Scrubber() {
  const events = useRun((run) => run.events);
  const cursor = useRun((run) => run.cursor);
  const ended = useRun((run) => run.connection === "ended");
  const scrub = useRun((run) => run.scrub);
  const select = useRun((run) => run.select);
  const opening = useRun((run) => run.opening);
  const last = events.length;
  const at = cursor ?? last;
  const event = events[at - 1];
  const failure = events.find((candidate) => candidate.type === "task.faulted");
  const toFailure = () => {
    if (failure?.type !== "task.faulted") return;
    select(failure.task, failure.execution);
    scrub(failure.seq);
  };
  return (
    <div className={styles.bar}>
      <input
        type="range"
        className={styles.slider}
        min={0}
        max={last}
        value={at}
        disabled={opening}
        aria-label="Moment of the run"
        aria-valuetext={event === undefined ? "before the start" : `event ${at} of ${last}, ${eventWords(event)}`}
        onChange={(change) => scrub(Number(change.currentTarget.value))}
      />
      <span className={styles.moment}>
        {event === undefined ? (opening ? "" : "Before the start") : `${clockTime(event.at)}  ${eventWords(event)}`}
      </span>
      {failure !== undefined && (
        <Button size="sm" look="ghost" icon={<OctagonAlert size={13} />} onClick={toFailure}>
          First failure
        </Button>
      )}
      <Button
        size="sm"
        look="ghost"
        disabled={cursor === undefined}
        icon={<FastForward size={13} />}
        onClick={() => scrub(undefined)}
      >
        {ended ? "To the end" : "Follow"}
      </Button>
    </div>
  );
}
