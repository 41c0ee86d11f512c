// `strftime` in the C locale and UTC.
import { DAYS, isoWeek, MONTHS, toEpoch, type BrokenDown } from "./calendar.ts";

function pad(value: number, width: number, fill = "0"): string {
  const text = String(Math.abs(value)).padStart(width - (value < 0 ? 1 : 0), fill);
  return value < 0 ? `-${text}` : text;
}

function hour12(hour: number): number {
  return hour % 12 === 0 ? 12 : hour % 12;
}

type Field = (time: BrokenDown) => string;

const FIELDS: Readonly<Record<string, Field>> = {
  a: ({ weekDay }) => (DAYS[weekDay] ?? "?").slice(0, 3),
  A: ({ weekDay }) => DAYS[weekDay] ?? "?",
  b: ({ month }) => (MONTHS[month] ?? "?").slice(0, 3),
  B: ({ month }) => MONTHS[month] ?? "?",
  h: ({ month }) => (MONTHS[month] ?? "?").slice(0, 3),
  c: (time) => formatDate("%a %b %e %H:%M:%S %Y", time),
  C: ({ year }) => pad(Math.floor(year / 100), 2),
  d: ({ day }) => pad(day, 2),
  D: (time) => formatDate("%m/%d/%y", time),
  e: ({ day }) => pad(day, 2, " "),
  F: (time) => formatDate("%Y-%m-%d", time),
  g: (time) => pad(isoWeek(time).year % 100, 2),
  G: (time) => String(isoWeek(time).year),
  H: ({ hour }) => pad(hour, 2),
  I: ({ hour }) => pad(hour12(hour), 2),
  j: ({ yearDay }) => pad(yearDay + 1, 3),
  k: ({ hour }) => pad(hour, 2, " "),
  l: ({ hour }) => pad(hour12(hour), 2, " "),
  m: ({ month }) => pad(month + 1, 2),
  M: ({ minute }) => pad(minute, 2),
  n: () => "\n",
  p: ({ hour }) => (hour < 12 ? "AM" : "PM"),
  P: ({ hour }) => (hour < 12 ? "am" : "pm"),
  r: (time) => formatDate("%I:%M:%S %p", time),
  R: (time) => formatDate("%H:%M", time),
  s: (time) => String(toEpoch(time)),
  S: ({ second }) => pad(Math.trunc(second), 2),
  t: () => "\t",
  T: (time) => formatDate("%H:%M:%S", time),
  u: ({ weekDay }) => String(weekDay === 0 ? 7 : weekDay),
  U: ({ yearDay, weekDay }) => pad(Math.floor((yearDay + 7 - weekDay) / 7), 2),
  V: (time) => pad(isoWeek(time).week, 2),
  w: ({ weekDay }) => String(weekDay),
  W: ({ yearDay, weekDay }) => pad(Math.floor((yearDay + 7 - ((weekDay + 6) % 7)) / 7), 2),
  x: (time) => formatDate("%m/%d/%y", time),
  X: (time) => formatDate("%H:%M:%S", time),
  y: ({ year }) => pad(((year % 100) + 100) % 100, 2),
  Y: ({ year }) => String(year),
  z: () => "+0000",
  Z: () => "UTC",
  "%": () => "%",
};

/** Returns the time as the format says; unknown directives are kept. */
export function formatDate(format: string, time: BrokenDown): string {
  return format.replaceAll(/%([EO_0^#-]?)([A-Za-z%])/g, (whole, modifier: string, letter: string) => {
    const field = Object.hasOwn(FIELDS, letter) ? FIELDS[letter] : undefined;
    if (field === undefined) return whole;
    const text = field(time);
    if (modifier === "-") return text.replace(/^[0 ]+(?=.)/, "");
    if (modifier === "_") return text.replace(/^0+(?=.)/, (zeros) => " ".repeat(zeros.length));
    if (modifier === "0") return text.replace(/^ +/, (spaces) => "0".repeat(spaces.length));
    return modifier === "^" ? text.toUpperCase() : text;
  });
}
