// JSON as zod sees it. Bodies come from JSON.parse, so only depth can be wrong; the size was checked before parsing.

import type { Json } from "@ironweave/jq";
import { z } from "zod";
import { LIMITS } from "../limits.ts";

/** True where no value is nested deeper than `limit`. Does not recurse, so a hostile depth cannot overflow the stack. */
export function isWithinDepth(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return false;
    level = level.flatMap((node) => (typeof node === "object" && node !== null ? Object.values(node) : []));
  }
  return true;
}

/** True where every number is finite: `1e400` is valid JSON, read as infinite, and would be written as null. Does not recurse. */
export function hasFiniteNumbers(value: unknown): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node === "number" && !Number.isFinite(node)) return false;
    if (typeof node === "object" && node !== null) for (const member of Object.values(node)) open.push(member);
  }
  return true;
}

/** Any JSON value, at most `LIMITS.jsonDepth` deep. */
export const jsonValue = z
  .custom<Json>((value) => value !== undefined && isWithinDepth(value, LIMITS.jsonDepth), {
    error: `must be JSON, nested at most ${LIMITS.jsonDepth} levels deep`,
    abort: true,
  })
  .refine(hasFiniteNumbers, { error: "must not hold a number beyond 1.8e308; send it as a string" });

/** JSON that we wrote ourselves: no check. */
export const jsonOutput = z.custom<Json>();
