// Compares what is with what was expected, and says where they differ. Reads only JSON.

import type { Json } from "@ironweave/jq";
import { isJsonArray, isJsonObject, jsonEqual } from "../data/json-value.ts";
import type { Mismatch } from "./workflow-test.ts";

/** A property as a step of a path: `.name`, or `["odd name"]`. */
function step(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/**
 * Where `actual` differs from `expected`, innermost first found: objects may have further properties unless `exact`, lists
 * must have the same length, everything else must be equal.
 */
export function differences(
  expected: Json,
  actual: Json | undefined,
  path: string,
  exact: boolean = false,
): readonly Mismatch[] {
  if (isJsonObject(expected) && isJsonObject(actual)) {
    const missed = Object.entries(expected).flatMap(([key, value]) =>
      differences(value, Object.hasOwn(actual, key) ? actual[key] : undefined, path + step(key), exact),
    );
    if (!exact) return missed;
    const odd = Object.entries(actual).filter(([key]) => !Object.hasOwn(expected, key));
    return [...missed, ...odd.map(([key, value]) => ({ path: path + step(key), expected: undefined, actual: value }))];
  }
  if (isJsonArray(expected) && isJsonArray(actual)) {
    const length = Math.max(expected.length, actual.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) => {
      const [wanted, given] = [expected[index], actual[index]];
      const at = `${path}[${index}]`;
      return wanted === undefined
        ? [{ path: at, expected: wanted, actual: given }]
        : differences(wanted, given, at, exact);
    });
  }
  return actual !== undefined && jsonEqual(expected, actual) ? [] : [{ path, expected, actual }];
}
