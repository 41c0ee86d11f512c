// A duration of the DSL in an action's arguments: an object of units, or ISO 8601 text without years and months, whose length
// nobody knows. The engine has evaluated it already. Pure.

import type { Json } from "@ironweave/jq";
import { invalidArgument, isObject } from "./arguments.ts";

const UNITS_MS: Readonly<Record<string, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};
const ISO = /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds, or undefined where the field is absent. Throws `validation` `invalid_arguments` for anything else. */
export function readDuration(value: Json | undefined, field: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const parts = typeof value === "string" ? isoParts(value) : isObject(value) ? Object.entries(value) : undefined;
  const total = parts?.reduce((sum, [unit, amount]) => {
    const unitMs = Object.hasOwn(UNITS_MS, unit) ? UNITS_MS[unit] : undefined;
    return sum + (unitMs ?? Number.NaN) * (typeof amount === "number" ? amount : Number.NaN);
  }, 0);
  if (total === undefined || !(total > 0)) throw invalidArgument(field, "a duration, such as PT30S or seconds: 30");
  return Math.ceil(total);
}

function isoParts(text: string): readonly (readonly [string, number])[] | undefined {
  const [, days, hours, minutes, seconds] = ISO.exec(text) ?? [];
  const named = Object.entries({ days, hours, minutes, seconds });
  const given = named.flatMap(([unit, amount]) => (amount === undefined ? [] : [[unit, Number(amount)] as const]));
  return given.length === 0 ? undefined : given;
}
