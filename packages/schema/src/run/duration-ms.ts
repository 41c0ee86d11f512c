// Durations of the DSL in milliseconds: objects of units and ISO 8601 strings (dsl-reference, "Duration").
// A year counts 365 days and a month 30, since a duration has no calendar to lean on. Runs, schedules and checks all count with this.

import type { Json } from "@ironweave/jq";
import { isJsonObject } from "../document/visit-kind.ts";

const UNIT_MS: Readonly<Record<string, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};

const ISO_8601 =
  /^P(?:(\d+(?:[.,]\d+)?)Y)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;
const ISO_UNITS_MS = [365 * 86_400_000, 30 * 86_400_000, 7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000] as const;

function isoDurationMs(text: string): number | undefined {
  const match = ISO_8601.exec(text);
  if (match === null || /[PT]$/.test(text)) return undefined;
  return ISO_UNITS_MS.reduce((sum, unit, index) => {
    const part = match[index + 1];
    return part === undefined ? sum : sum + Number(part.replace(",", ".")) * unit;
  }, 0);
}

/** Milliseconds (whole, not negative) of a duration, or undefined where the value is not one, such as an expression not evaluated yet. */
export function durationMs(value: Json | undefined): number | undefined {
  if (typeof value === "string") {
    const ms = isoDurationMs(value.trim());
    return ms === undefined ? undefined : Math.round(ms);
  }
  if (!isJsonObject(value)) return undefined;
  const units = Object.entries(value);
  if (units.length === 0) return undefined;
  let sum = 0;
  for (const [unit, amount] of units) {
    const factor = Object.hasOwn(UNIT_MS, unit) ? UNIT_MS[unit] : undefined;
    if (factor === undefined || typeof amount !== "number" || !(amount >= 0)) return undefined;
    sum += amount * factor;
  }
  return Number.isFinite(sum) ? Math.round(sum) : undefined;
}
