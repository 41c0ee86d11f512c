// A moment to come as people say it: the time on the clock, and how long that is from now.

import { formatDuration } from "./format-duration.ts";

const CLOCK = { hour: "2-digit", minute: "2-digit" } as const;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** What is this late is late: the engine, or the way to this page, is slower than it should be. */
const LATE_MS = 10_000;
const DAY_MS = 86_400_000;

/**
 * `14:05 (in 3 min)`, `14:05:20 (in 42 s)`, `24 Nov, 14:05 (in 1 d 2 h)`, `14:05:20 (overdue)`; without `now` only the clock, of that
 * day.
 */
export function untilWords(at: number, now?: number): string {
  if (now === undefined) return clock(at, "second");
  const leftMs = at - now;
  const left = leftMs > 0 ? `in ${leftWords(leftMs)}` : leftMs > -LATE_MS ? "now" : "overdue";
  return `${momentWords(at, now)} (${left})`;
}

/** The same where there is little room: `until 14:05 · 3 min`, `42 s left`, `overdue`. */
export function untilBrief(at: number, now?: number): string {
  if (now === undefined) return `until ${clock(at, "second")}`;
  const leftMs = at - now;
  if (leftMs <= 0) return leftMs > -LATE_MS ? "0 s left" : "overdue";
  return leftMs < MINUTE_MS ? `${leftWords(leftMs)} left` : `until ${momentWords(at, now)} · ${leftWords(leftMs)}`;
}

function momentWords(at: number, now: number): string {
  const leftMs = at - now;
  if (leftMs < MINUTE_MS) return clock(at, "second");
  // The day is told too where it may be another one.
  return clock(at, leftMs < DAY_MS / 2 ? undefined : "day");
}

function leftWords(leftMs: number): string {
  if (leftMs < MINUTE_MS) return `${Math.ceil(leftMs / 1000)} s`;
  return leftMs < HOUR_MS ? `${Math.ceil(leftMs / MINUTE_MS)} min` : formatDuration(leftMs);
}

function clock(at: number, detail?: "second" | "day"): string {
  const options =
    detail === "second"
      ? { ...CLOCK, second: "2-digit" as const }
      : detail === "day"
        ? { ...CLOCK, day: "numeric" as const, month: "short" as const }
        : CLOCK;
  return new Intl.DateTimeFormat("en-GB", options).format(at);
}
