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

/** Any JSON value, at most `LIMITS.jsonDepth` deep. */
export const jsonValue = z.custom<Json>((value) => value !== undefined && isWithinDepth(value, LIMITS.jsonDepth), {
  error: `must be JSON, nested at most ${LIMITS.jsonDepth} levels deep`,
});

/** JSON that we wrote ourselves: no check. */
export const jsonOutput = z.custom<Json>();
