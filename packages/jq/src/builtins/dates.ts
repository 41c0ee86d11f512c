// Dates: jq's arrays, seconds since 1970, `strftime` and `strptime`. The local time zone is UTC, so that runs repeat.
import type { Run } from "../budget.ts";
import { raise } from "../errors.ts";
import type { Json } from "../json.ts";
import { isArray } from "../value/kinds.ts";
import { fromEpoch, toEpoch, type BrokenDown } from "./calendar.ts";
import { formatDate } from "./format-date.ts";
import type { NativeTable } from "./native.ts";
import { parseDate } from "./parse-date.ts";

/** Where C's 32-bit year ends. */
const LATEST = 67_767_976_233_532_800;

function toArray({ year, month, day, hour, minute, second, weekDay, yearDay }: BrokenDown): Json {
  return [year, month, day, hour, minute, second, weekDay, yearDay];
}

function breakDown(run: Run, input: Json, name: string): Json {
  if (typeof input !== "number") return raise(`${name}() requires numeric inputs`);
  const whole = Math.trunc(input);
  if (!(Math.abs(whole) < LATEST)) raise("error converting number of seconds since epoch to datetime");
  run.copy(8);
  const time = fromEpoch(whole);
  return toArray({ ...time, second: time.second + (input - Math.floor(input)) });
}

function fields(input: readonly Json[], problem: string): BrokenDown {
  const numbers = input.slice(0, 8).map((field) => {
    if (typeof field !== "number" || Number.isNaN(field)) return raise(problem);
    return Math.trunc(Math.max(-2_147_483_648, Math.min(2_147_483_647, field)));
  });
  const [year = 1900, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  return fromEpoch(toEpoch({ year, month, day, hour, minute, second }));
}

function format(run: Run, input: Json, pattern: Json, name: string, clock: string): Json {
  const parts = typeof input === "number" ? breakDown(run, input, clock) : input;
  if (!isArray(parts)) return raise(`${name}/1 requires parsed datetime inputs`);
  if (typeof pattern !== "string") return raise(`${name}/1 requires a string format`);
  const text = formatDate(pattern, fields(parts, `${name}/1 requires parsed datetime inputs`));
  run.text(text.length);
  return text;
}

/** Date builtins by `name/arity`. */
export const DATES: NativeTable = {
  "gmtime/0": (run, input) => breakDown(run, input, "gmtime"),
  "localtime/0": (run, input) => breakDown(run, input, "localtime"),
  "mktime/0": (_run, input) => {
    if (!isArray(input)) return raise("mktime requires array inputs");
    const seconds = toEpoch(fields(input, "mktime requires parsed datetime inputs"));
    return seconds === -1 ? raise("invalid gmtime representation") : seconds;
  },
  "strftime/1": (run, input, pattern) => format(run, input, pattern, "strftime", "gmtime"),
  "strflocaltime/1": (run, input, pattern) => format(run, input, pattern, "strflocaltime", "localtime"),
  "strptime/1": (run, input, pattern) => {
    if (typeof input !== "string" || typeof pattern !== "string") {
      return raise("strptime/1 requires string inputs and arguments");
    }
    run.work(input.length + pattern.length);
    const parsed = parseDate(input, pattern);
    const isWhole = parsed !== undefined && (parsed.end === input.length || /^\s$/.test(input[parsed.end] ?? ""));
    if (parsed === undefined || !isWhole) return raise(`date "${input}" does not match format "${pattern}"`);
    const list = toArray(parsed.time) as readonly Json[];
    return parsed.end === input.length ? list : [...list, input.slice(parsed.end)];
  },
};
