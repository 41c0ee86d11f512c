// `strptime` in the C locale: reads a date by a format, as glibc does.
import { daysToMonth, DAYS, fromEpoch, MONTHS, type BrokenDown } from "./calendar.ts";

type Draft = { -readonly [K in keyof BrokenDown]: BrokenDown[K] } & {
  hasDay: boolean;
  hasMonth: boolean;
  isAfternoon: boolean | undefined;
  century: number | undefined;
  hasWeekDay: boolean;
  hasYearDay: boolean;
};

/** A position after a field, or undefined where the text does not fit. */
type Step = number | undefined;

const EXPANSIONS: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  T: "%H:%M:%S",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
};

interface NumberField {
  readonly width: number;
  readonly min: number;
  readonly max: number;
  readonly set: (draft: Draft, value: number) => void;
}

const NUMBERS: Readonly<Record<string, NumberField>> = {
  C: { width: 2, min: 0, max: 99, set: (draft, value) => (draft.century = value) },
  d: { width: 2, min: 1, max: 31, set: (draft, value) => void ((draft.day = value), (draft.hasDay = true)) },
  e: { width: 2, min: 1, max: 31, set: (draft, value) => void ((draft.day = value), (draft.hasDay = true)) },
  H: { width: 2, min: 0, max: 23, set: (draft, value) => (draft.hour = value) },
  k: { width: 2, min: 0, max: 23, set: (draft, value) => (draft.hour = value) },
  I: { width: 2, min: 1, max: 12, set: (draft, value) => (draft.hour = value % 12) },
  l: { width: 2, min: 1, max: 12, set: (draft, value) => (draft.hour = value % 12) },
  j: {
    width: 3,
    min: 1,
    max: 366,
    set: (draft, value) => void ((draft.yearDay = value - 1), (draft.hasYearDay = true)),
  },
  m: { width: 2, min: 1, max: 12, set: (draft, value) => void ((draft.month = value - 1), (draft.hasMonth = true)) },
  M: { width: 2, min: 0, max: 59, set: (draft, value) => (draft.minute = value) },
  S: { width: 2, min: 0, max: 61, set: (draft, value) => (draft.second = value) },
  u: { width: 1, min: 1, max: 7, set: (draft, value) => void ((draft.weekDay = value % 7), (draft.hasWeekDay = true)) },
  w: { width: 1, min: 0, max: 6, set: (draft, value) => void ((draft.weekDay = value), (draft.hasWeekDay = true)) },
  U: { width: 2, min: 0, max: 53, set: () => undefined },
  V: { width: 2, min: 0, max: 53, set: () => undefined },
  W: { width: 2, min: 0, max: 53, set: () => undefined },
  y: { width: 2, min: 0, max: 99, set: (draft, value) => (draft.year = value < 69 ? 2000 + value : 1900 + value) },
  Y: { width: 4, min: 0, max: 9999, set: (draft, value) => (draft.year = value) },
};

/** Returns the date and where reading stopped, or undefined if the text does not fit the format. */
export function parseDate(
  text: string,
  format: string,
): { readonly time: BrokenDown; readonly end: number } | undefined {
  const draft: Draft = {
    year: 1900,
    month: 0,
    day: 0,
    hour: 0,
    minute: 0,
    second: 0,
    weekDay: 0,
    yearDay: 0,
    hasDay: false,
    hasMonth: false,
    isAfternoon: undefined,
    century: undefined,
    hasWeekDay: false,
    hasYearDay: false,
  };
  const end = readFormat(text, 0, format, draft);
  return end === undefined ? undefined : { time: finish(draft), end };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/^[ \t-\r]$/.test(text[at] ?? "")) at += 1;
  return at;
}

function readFormat(text: string, from: number, format: string, draft: Draft): Step {
  let at: number = from;
  for (let index = 0; index < format.length; index += 1) {
    const char = format[index] ?? "";
    if (/^[ \t-\r]$/.test(char)) {
      at = skipSpace(text, at);
      continue;
    }
    if (char !== "%") {
      if (text[at] !== char) return undefined;
      at += 1;
      continue;
    }
    index += 1;
    while (/^[EO_0^#-]$/.test(format[index] ?? "")) index += 1;
    const next = readField(text, at, format[index] ?? "", draft);
    if (next === undefined) return undefined;
    at = next;
  }
  return at;
}

function readField(text: string, at: number, letter: string, draft: Draft): Step {
  const expansion = EXPANSIONS[letter];
  if (expansion !== undefined) return readFormat(text, at, expansion, draft);
  const field = NUMBERS[letter];
  if (field !== undefined) return readNumber(text, skipSpace(text, at), field, draft);
  switch (letter) {
    case "%":
      return text[at] === "%" ? at + 1 : undefined;
    case "n":
    case "t":
      return skipSpace(text, at);
    case "a":
    case "A":
      return readName(text, at, DAYS, (value) => void ((draft.weekDay = value), (draft.hasWeekDay = true)));
    case "b":
    case "B":
    case "h":
      return readName(text, at, MONTHS, (value) => void ((draft.month = value), (draft.hasMonth = true)));
    case "p":
    case "P":
      return readName(text, at, ["AM", "PM"], (value) => (draft.isAfternoon = value === 1));
    case "s":
      return readEpoch(text, at, draft);
    case "z":
      return readZone(text, skipSpace(text, at));
    case "Z":
      // glibc takes nothing for a zone's name; jq's own formats have a literal Z.
      return at + (/^[A-Za-z]*/.exec(text.slice(at))?.[0].length ?? 0);
    default:
      return undefined;
  }
}

function readNumber(text: string, at: number, field: NumberField, draft: Draft): Step {
  let end = at;
  let value = 0;
  while (end < at + field.width && /^[0-9]$/.test(text[end] ?? "") && value * 10 <= field.max) {
    value = value * 10 + Number(text[end]);
    end += 1;
  }
  if (end === at || value < field.min || value > field.max) return undefined;
  field.set(draft, value);
  return end;
}

function readName(text: string, at: number, names: readonly string[], set: (value: number) => void): Step {
  const rest = text.slice(at, at + 12).toLowerCase();
  for (const length of [Number.POSITIVE_INFINITY, 3]) {
    const index = names.findIndex((name) => rest.startsWith(name.slice(0, length).toLowerCase()));
    if (index >= 0) {
      set(index);
      return at + Math.min(length, names[index]?.length ?? 0);
    }
  }
  return undefined;
}

function readEpoch(text: string, at: number, draft: Draft): Step {
  const digits = /^-?[0-9]+/.exec(text.slice(at))?.[0];
  if (digits === undefined) return undefined;
  Object.assign(draft, fromEpoch(Number(digits)), { hasDay: true, hasMonth: true });
  return at + digits.length;
}

function readZone(text: string, at: number): Step {
  const zone = /^(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)/.exec(text.slice(at))?.[0];
  return zone === undefined ? undefined : at + zone.length;
}

function finish(draft: Draft): BrokenDown {
  const { century, isAfternoon } = draft;
  if (century !== undefined) draft.year = century * 100 + (draft.year - 1900 >= 0 ? (draft.year - 1900) % 100 : 0);
  if (isAfternoon === true) draft.hour += 12;
  if (draft.hasYearDay && !(draft.hasMonth && draft.hasDay)) {
    const date = fromEpoch((daysToMonth(draft.year, 0) + draft.yearDay) * 86_400);
    if (!draft.hasMonth) draft.month = date.month;
    if (!draft.hasDay) draft.day = date.day;
  }
  const days = daysToMonth(draft.year, draft.month) + draft.day - 1;
  const isKnown = draft.day !== 0;
  const weekDay = draft.hasWeekDay ? draft.weekDay : isKnown ? (((days + 4) % 7) + 7) % 7 : 8;
  const yearDay = draft.hasYearDay ? draft.yearDay : isKnown ? days - daysToMonth(draft.year, 0) : 367;
  const { year, month, day, hour, minute, second } = draft;
  return { year, month, day, hour, minute, second, weekDay, yearDay };
}
