// A moment as words ("3 minutes ago") with the exact time on hover. Rendered on the client only, to keep server HTML stable.

import { useEffect, useState } from "react";

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_536_000_000],
  ["month", 2_592_000_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/** Says how far `at` is from `now`, in the largest unit that fits; under five seconds is "just now". */
export function relativeTime(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < 5000) return "just now";
  const [unit, size] = UNITS.find(([, ms]) => Math.abs(distance) >= ms) ?? ["second", 1000];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(distance / size), unit);
}

/** A `<time>` that renews itself each half minute. */
export function RelativeTime({ at }: { readonly at: number | string | Date }) {
  const moment = new Date(at);
  const [now, setNow] = useState<number>();
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={moment.toISOString()} title={moment.toISOString()}>
      {now === undefined ? moment.toISOString().slice(0, 16).replace("T", " ") : relativeTime(moment.getTime(), now)}
    </time>
  );
}
