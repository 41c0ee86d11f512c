// The instants that a cron expression means. Pure: no clock. Local times that a change of clocks leaves out are taken as much
// later as the clock jumps; those that come twice are taken the first time, and both times where the hour is open.

import type { Cron } from "@ironweave/schema";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** The 29th of February may be eight years away. */
const MAX_DAYS = 9 * 366;

/** The first instant after `afterMs`, in epoch milliseconds. */
export function nextCronTime(cron: Cron, afterMs: number): number | undefined {
  const offsetAt = offsetsOf(cron.zone);
  // A day earlier, since the day before may reach into this one where clocks change.
  const firstDay = Math.floor((afterMs + offsetAt(afterMs)) / DAY_MS) - 1;
  for (let day = firstDay; day < firstDay + MAX_DAYS; day++) {
    if (!isDay(cron, day)) continue;
    const next = instantsOf(cron, day, offsetAt).find((instant) => instant > afterMs);
    if (next !== undefined) return next;
  }
  return undefined;
}

function isDay({ days, months, weekdays, eitherDay }: Cron, day: number): boolean {
  const date = new Date(day * DAY_MS);
  if (!months.includes(date.getUTCMonth() + 1)) return false;
  const [byDate, byWeekday] = [days.includes(date.getUTCDate()), weekdays.includes(date.getUTCDay())];
  return eitherDay ? byDate || byWeekday : byDate && byWeekday;
}

/** The instants of one local day, in order. */
function instantsOf({ hours, minutes }: Cron, day: number, offsetAt: (instantMs: number) => number): readonly number[] {
  const start = day * DAY_MS;
  const locals = hours.flatMap((hour) => minutes.map((minute) => start + (hour * 60 + minute) * MINUTE_MS));
  // Offsets are at most 14 hours: what holds a day before and a day after holds in between, unless clocks change.
  const [before, after] = [offsetAt(start - DAY_MS), offsetAt(start + 2 * DAY_MS)];
  if (before === after && offsetAt(start) === before && offsetAt(start + DAY_MS) === before) {
    return locals.map((local) => local - before);
  }
  const offsets = [...new Set([before, offsetAt(start), offsetAt(start + DAY_MS), after])];
  const instants = locals.flatMap((local) => {
    const found = offsets.map((offset) => local - offset).filter((instant) => instant + offsetAt(instant) === local);
    if (found.length === 0) return [Math.max(...offsets.map((offset) => local - offset))];
    return hours.length === 24 ? found : [Math.min(...found)];
  });
  return [...new Set(instants)].sort((a, b) => a - b);
}

/** The zone's distance from UTC at an instant, in milliseconds. */
function offsetsOf(zone: string): (instantMs: number) => number {
  if (zone === "UTC") return () => 0;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instantMs) => {
    const parts = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    const [year, month, day] = [part("year"), part("month"), part("day")];
    const local = Date.UTC(year, month - 1, day, part("hour"), part("minute"), part("second"));
    return local - Math.floor(instantMs / 1_000) * 1_000;
  };
}
