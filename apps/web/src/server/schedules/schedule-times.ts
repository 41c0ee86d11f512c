// The times of a schedule, and what becomes of those that are due: the policies of overlapping and catching up. Pure: the clock
// is an argument, so that a pass may be repeated and tested.

import { parseCron } from "@ironweave/schema";
import { LIMITS } from "../limits.ts";
import { nextCronTime } from "./cron-times.ts";

/** The first time after one, or undefined where none follows. Epoch milliseconds. */
export type NextTime = (afterMs: number) => number | undefined;

/** Times that are not later than this are on time. */
const ON_TIME_MS = 10_000;
/** Times that are counted at most when they are missed. */
const MAX_COUNTED = 1_000;

/** The times of `every` and `cron`; none where `spec` cannot be read. */
export function timesOf(kind: string, spec: unknown, anchorMs: number): NextTime {
  const { intervalMs, cron: text } = spec as { readonly intervalMs?: unknown; readonly cron?: unknown };
  if (kind === "every" && typeof intervalMs === "number" && intervalMs > 0) {
    return (after) => anchorMs + (Math.floor((after - anchorMs) / intervalMs) + 1) * intervalMs;
  }
  const cron = kind === "cron" && typeof text === "string" ? parseCron(text) : undefined;
  return cron === undefined || "problem" in cron ? () => undefined : (after) => nextCronTime(cron, after);
}

/** The times after `afterMs` up to `untilMs`, at most `limit`. */
export function timesWithin(next: NextTime, afterMs: number, untilMs: number, limit: number): readonly number[] {
  const times: number[] = [];
  for (let at = next(afterMs); at !== undefined && at <= untilMs && times.length < limit; at = next(at)) times.push(at);
  return times;
}

export interface DuePolicy {
  readonly overlap: "allow" | "skip" | "queue";
  readonly catchUp: "latest" | "all";
  readonly catchUpWindowMs: number;
}

export interface DueQuestion extends DuePolicy {
  readonly next: NextTime;
  /** Times up to here were decided before. */
  readonly cursorMs: number;
  readonly nowMs: number;
  /** True where a run that the schedule started goes on. */
  readonly active: boolean;
}

/** Times of one outcome; `count` of them end with `atMs`. */
export interface DecidedTime {
  readonly atMs: number;
  readonly outcome: "started" | "skipped" | "missed";
  readonly count: number;
}

export interface DueDecision {
  readonly decided: readonly DecidedTime[];
  readonly cursorMs: number;
  /** When to ask again; undefined where that is when a run ends, or never. */
  readonly nextMs: number | undefined;
}

/** Decides about every time after `cursorMs` up to `nowMs`, each once. */
export function decideDue(question: DueQuestion): DueDecision {
  const { next, cursorMs, nowMs, active, overlap } = question;
  const { late, kept } = dueTimes(question);
  if (kept.length === 0) {
    return { decided: late, cursorMs: late.at(-1)?.atMs ?? cursorMs, nextMs: next(nowMs) };
  }
  // Nothing is decided while a start waits: when the run has ended, the times that are due then count.
  if (overlap === "queue" && active) return { decided: [], cursorMs, nextMs: undefined };
  const starting = overlap === "allow" ? kept.length : active ? 0 : 1;
  if (overlap === "queue") {
    const first = kept[0] ?? nowMs;
    const decided = [...late, { atMs: first, outcome: "started", count: 1 } as const];
    return { decided, cursorMs: first, nextMs: kept.length > 1 ? undefined : next(first) };
  }
  const decided = kept.map((atMs, index): DecidedTime => ({
    atMs,
    outcome: index < starting ? "started" : "skipped",
    count: 1,
  }));
  const decidedUntil = kept.at(-1) ?? nowMs;
  return { decided: [...late, ...decided], cursorMs: decidedUntil, nextMs: next(decidedUntil) };
}

/** The due times that are to be started if they may, and before them the run of those that came too late. */
function dueTimes({ next, cursorMs, nowMs, catchUp, catchUpWindowMs }: DueQuestion): {
  readonly late: readonly DecidedTime[];
  readonly kept: readonly number[];
} {
  const onTime = timesWithin(next, Math.max(cursorMs, nowMs - ON_TIME_MS), nowMs, MAX_COUNTED);
  const horizon = Math.max(cursorMs, nowMs - catchUpWindowMs);
  const lateUntil = nowMs - ON_TIME_MS;
  let caught: readonly number[] = [];
  if (catchUp === "all") {
    caught = timesWithin(next, horizon, lateUntil, LIMITS.scheduleCatchUp);
  } else if (onTime.length === 0) {
    const latest = latestTime(next, horizon, lateUntil);
    caught = latest === undefined ? [] : [latest];
  }
  // Where there are more than one pass may start, the next pass goes on after the last of them.
  const kept = caught.length < LIMITS.scheduleCatchUp ? [...caught, ...onTime] : caught;
  const before = Math.min((kept[0] ?? nowMs + 1) - 1, lateUntil);
  const last = latestTime(next, cursorMs, before);
  if (last === undefined) return { late: [], kept };
  const count = Math.max(1, timesWithin(next, cursorMs, before, MAX_COUNTED).length);
  return { late: [{ atMs: last, outcome: "missed", count }], kept };
}

/** The last time after `afterMs` and not after `untilMs`. Looks back in growing steps, so that a long outage is cheap. */
function latestTime(next: NextTime, afterMs: number, untilMs: number): number | undefined {
  for (let back = 1_000; ; back *= 4) {
    const from = Math.max(afterMs, untilMs - back);
    let latest: number | undefined;
    for (let at = next(from); at !== undefined && at <= untilMs; at = next(at)) latest = at;
    if (latest !== undefined || from === afterMs) return latest;
  }
}
