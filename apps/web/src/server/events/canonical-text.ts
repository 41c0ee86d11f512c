// JSON as one text for equal values, whatever the order of their keys: what correlation values are compared and kept by. Pure.

import type { Json, JsonObject } from "@ironweave/jq";

/** Equal for two values exactly where they are equal JSON. */
export function canonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value as JsonObject).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalText(each)}`).join(",")}}`;
}
