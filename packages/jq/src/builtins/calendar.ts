// The Gregorian calendar in UTC, computed with integers; pure code must not ask the platform's Date.

/** A date and time as jq's arrays hold it: month from 0, seconds may have a fraction, week day from Sunday = 0. */
export interface BrokenDown {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekDay: number;
  readonly yearDay: number;
}

/** Returns the days from 1970-01-01 to the first of a month; months beyond a year carry over. */
export function daysToMonth(year: number, month: number): number {
  const fullYear = year + Math.floor(month / 12);
  const monthOfYear = month - 12 * Math.floor(month / 12);
  // Years are counted from March, so that the leap day is the last of a year.
  const shifted = monthOfYear < 2 ? fullYear - 1 : fullYear;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const monthFromMarch = (monthOfYear + 10) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5);
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** Returns the seconds since 1970 of a date; fields out of range carry over. */
export function toEpoch(time: Pick<BrokenDown, "year" | "month" | "day" | "hour" | "minute" | "second">): number {
  const days = daysToMonth(time.year, time.month) + time.day - 1;
  return days * 86_400 + time.hour * 3_600 + time.minute * 60 + time.second;
}

/** Returns the date of whole seconds since 1970. */
export function fromEpoch(seconds: number): BrokenDown {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = (monthFromMarch + 2) % 12;
  const year = yearOfEra + era * 400 + (month < 2 ? 1 : 0);
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3_600),
    minute: Math.floor((rest % 3_600) / 60),
    second: rest % 60,
    weekDay: (((days + 4) % 7) + 7) % 7,
    yearDay: days - daysToMonth(year, 0),
  };
}

/** Returns the ISO 8601 week and the year it belongs to. */
export function isoWeek({ year, yearDay, weekDay }: BrokenDown): { readonly year: number; readonly week: number } {
  const week = Math.floor((yearDay - ((weekDay + 6) % 7) + 10) / 7);
  if (week < 1) return { year: year - 1, week: weeksIn(year - 1) };
  return week > weeksIn(year) ? { year: year + 1, week: 1 } : { year, week };
}

function weeksIn(year: number): number {
  const firstDay = (((daysToMonth(year, 0) + 4) % 7) + 7) % 7;
  const isLeap = daysToMonth(year + 1, 0) - daysToMonth(year, 0) === 366;
  return firstDay === 4 || (firstDay === 3 && isLeap) ? 53 : 52;
}

export const MONTHS: readonly string[] =
  "January February March April May June July August September October November December".split(" ");
export const DAYS: readonly string[] = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
