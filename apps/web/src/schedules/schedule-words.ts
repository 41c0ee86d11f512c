// A schedule in words, for people. Pure.

import type { RouterOutputs } from "../trpc/trpc-client.ts";

export type Schedule = RouterOutputs["schedule"]["list"][number];

const UNITS: readonly (readonly [string, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
  ["millisecond", 1],
];

/** A duration in its largest units, e.g. `1 hour 30 minutes`. */
export function durationWords(ms: number): string {
  let rest = ms;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}

/** When it starts a run, e.g. `Every 10 minutes`. */
export function scheduleWords({ kind, spec }: Pick<Schedule, "kind" | "spec">): string {
  const { intervalMs, delayMs, cron } = (spec ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === "every") return `Every ${typeof intervalMs === "number" ? durationWords(intervalMs) : "…"}`;
  if (kind === "after") return `${typeof delayMs === "number" ? durationWords(delayMs) : "…"} after the last run ended`;
  if (kind === "cron") return `At the times of ${typeof cron === "string" ? cron : "…"}`;
  return "When events come";
}

/** What came of a time, e.g. `3 missed`. */
export function outcomeWords({ outcome, count }: Schedule["latest"][number]): string {
  return count === 1 ? outcome : `${count} ${outcome}`;
}
