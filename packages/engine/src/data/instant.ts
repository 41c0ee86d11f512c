// Instants as the DSL shows them, from epoch milliseconds alone: the engine has no Date (law 7).

import type { JsonObject } from "@ironweave/jq";

const DAY_MS = 86_400_000;

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** ISO 8601 in UTC with milliseconds, equal to `new Date(epochMs).toISOString()` for the years 0 to 9999. */
export function isoInstant(epochMs: number): string {
  const ms = Math.floor(epochMs);
  const days = Math.floor(ms / DAY_MS);
  const rest = ms - days * DAY_MS;
  // Days since 0000-03-01, so that the leap day is the last day of a year; then eras of 400 years.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const hours = Math.floor(rest / 3_600_000);
  const minutes = Math.floor(rest / 60_000) % 60;
  const seconds = Math.floor(rest / 1000) % 60;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(rest % 1000, 3)}Z`;
}

/** The DSL's date-time descriptor: `{iso8601, epoch: {seconds, milliseconds}}`. */
export function dateTimeDescriptor(epochMs: number): JsonObject {
  const ms = Math.floor(epochMs);
  return { iso8601: isoInstant(ms), epoch: { seconds: Math.floor(ms / 1000), milliseconds: ms } };
}
