// How long a written duration is, in milliseconds. A year counts 365 days and a month 30, as for a run.

import type { Json } from "@ironweave/jq";
import { isoDuration } from "./text-check.ts";
import { isJsonObject } from "./visit-kind.ts";

const DAY_MS = 86_400_000;
const PARTS_MS: Readonly<Record<string, number>> = {
  days: DAY_MS,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};
const DATE_MS: Readonly<Record<string, number>> = { Y: 365 * DAY_MS, M: 30 * DAY_MS, W: 7 * DAY_MS, D: DAY_MS };
const TIME_MS: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000 };

/** Milliseconds of ISO 8601 text or of parts; undefined where it is neither, such as an expression. */
export function writtenDurationMs(value: Json | undefined): number | undefined {
  if (typeof value === "string") {
    if (!isoDuration.test(value)) return undefined;
    const [date = "", time = ""] = value.slice(1).split("T");
    return sumOf(date, DATE_MS) + sumOf(time, TIME_MS);
  }
  if (!isJsonObject(value)) return undefined;
  let sum = 0;
  for (const [unit, amount] of Object.entries(value)) {
    const factor = Object.hasOwn(PARTS_MS, unit) ? PARTS_MS[unit] : undefined;
    if (factor === undefined || typeof amount !== "number" || amount < 0) return undefined;
    sum += amount * factor;
  }
  return sum;
}

function sumOf(text: string, units: Readonly<Record<string, number>>): number {
  return [...text.matchAll(/([\d.]+)([A-Z])/gu)].reduce(
    (sum, [, amount, unit = ""]) => sum + Number(amount) * (units[unit] ?? 0),
    0,
  );
}
