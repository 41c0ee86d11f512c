// Cron expressions as `schedule.cron` takes them: five fields or a name such as `@daily`, in UTC unless a time zone stands
// before them (`CRON_TZ=Europe/Berlin 0 3 * * *`). Pure: it says which times are meant, and computes none.
// Invariant: what parses comes at some time; a date that no calendar has is a problem here.

/** The values that each field allows, in rising order. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Days of the month, from 1. */
  readonly days: readonly number[];
  /** From 1. */
  readonly months: readonly number[];
  /** From 0, Sunday, to 6. */
  readonly weekdays: readonly number[];
  /** True where both kinds of days are restricted: then a day counts that is in either of them, as cron has always had it. */
  readonly eitherDay: boolean;
  /** Name of the IANA time zone. */
  readonly zone: string;
}

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

const FIELDS = [
  { name: "minute", from: 0, to: 59 },
  { name: "hour", from: 0, to: 23 },
  { name: "day of the month", from: 1, to: 31 },
  {
    name: "month",
    from: 1,
    to: 12,
    names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  { name: "day of the week", from: 0, to: 7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
] as const satisfies readonly Field[];

const MACROS: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const ZONE = /^(?:CRON_)?TZ=(\S+)\s+/u;

/** The times that a text means, or a sentence about what is wrong with it. */
export function parseCron(text: string): Cron | { readonly problem: string } {
  const trimmed = text.trim();
  const zone = ZONE.exec(trimmed)?.[1] ?? "UTC";
  if (!isZone(zone)) return { problem: `${JSON.stringify(zone)} is not a time zone, e.g. Europe/Berlin` };
  const rest = trimmed.replace(ZONE, "");
  const parts = (Object.hasOwn(MACROS, rest) ? (MACROS[rest] ?? rest) : rest).split(/\s+/u);
  if (rest.startsWith("@") && parts.length === 1) {
    return { problem: `${JSON.stringify(rest)} is not known; possible: ${Object.keys(MACROS).join(", ")}` };
  }
  if (parts.length !== FIELDS.length) {
    const count = rest === "" ? 0 : parts.length;
    return { problem: `a cron expression has five fields (minute, hour, day, month, weekday), not ${count}` };
  }
  const fields: number[][] = [];
  for (const [index, field] of FIELDS.entries()) {
    const part = parts[index] ?? "";
    const values = valuesOf(part, field);
    if (values === undefined) {
      return { problem: `${JSON.stringify(part)} is not a ${field.name} (${field.from} to ${field.to})` };
    }
    fields.push(values);
  }
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = fields;
  const eitherDay = !isOpen(parts[2]) && !isOpen(parts[4]);
  const first = days[0] ?? 1;
  if (!eitherDay && months.every((month) => first > (LONGEST_MONTH[month - 1] ?? 31))) {
    return { problem: `it never comes: no month of ${JSON.stringify(parts[3])} has a day ${first}` };
  }
  return { minutes, hours, days, months, weekdays: [...new Set(weekdays.map((day) => day % 7))], eitherDay, zone };
}

/** What is wrong with a cron expression, or undefined. */
export function cronProblem(text: string): string | undefined {
  const cron = parseCron(text);
  return "problem" in cron ? cron.problem : undefined;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** As cron has it, a field that begins with a star restricts nothing when the two kinds of days are joined. */
function isOpen(part: string | undefined): boolean {
  return part?.startsWith("*") === true || part?.startsWith("?") === true;
}

function valuesOf(part: string, field: Field): number[] | undefined {
  const values = new Set<number>();
  for (const item of part.split(",")) {
    const [range = "", step, ...rest] = item.split("/");
    if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/u.test(step))) return undefined;
    const bounds = boundsOf(range, field, step !== undefined);
    if (bounds === undefined) return undefined;
    for (let value = bounds[0]; value <= bounds[1]; value += Number(step ?? 1)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** The first and last value; a single value with a step goes on to the field's end. */
function boundsOf(range: string, field: Field, stepped: boolean): readonly [number, number] | undefined {
  if (range === "*" || range === "?") return [field.from, field.name === "day of the week" ? 6 : field.to];
  const [low, high, ...more] = range.split("-").map((bound) => valueOf(bound, field));
  if (low === undefined || more.length > 0 || (range.includes("-") && high === undefined)) return undefined;
  const last = high ?? (stepped ? field.to : low);
  return low <= last ? [low, last] : undefined;
}

function valueOf(text: string, { from, to, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named !== -1) return named + from;
  const value = /^\d{1,2}$/u.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : undefined;
}
