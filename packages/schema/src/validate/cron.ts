// The syntax of cron expressions: five fields, numbers, names, ranges, lists and steps.

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
] as const;

const MACROS = new Set(["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]);

/** What is wrong with a cron expression, or undefined. */
export function cronProblem(text: string): string | undefined {
  const trimmed = text.trim();
  if (MACROS.has(trimmed)) return undefined;
  const parts = trimmed.split(/\s+/u);
  if (parts.length !== FIELDS.length)
    return `a cron expression has five fields (minute, hour, day, month, weekday), not ${trimmed === "" ? 0 : parts.length}`;
  for (const [index, field] of FIELDS.entries()) {
    const part = parts[index] ?? "";
    if (part.split(",").every((item) => isFieldItem(item, field))) continue;
    return `${JSON.stringify(part)} is not a ${field.name} (${field.from} to ${field.to})`;
  }
  return undefined;
}

interface Field {
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

function isFieldItem(item: string, field: Field): boolean {
  const [range = "", step, ...rest] = item.split("/");
  if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/u.test(step))) return false;
  if (range === "*" || range === "?") return true;
  const bounds = range.split("-").map((bound) => valueOf(bound, field));
  const [low, high = low] = bounds;
  return bounds.length <= 2 && low !== undefined && high !== undefined && low <= high;
}

function valueOf(text: string, { from, to, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named !== -1) return named + from;
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : undefined;
}
