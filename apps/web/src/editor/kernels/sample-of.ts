// A value that a JSON Schema describes, for want of a real one: its own example or default first. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import { isObject } from "./json-schema.ts";

const DEEPEST = 8;

/** The smallest telling value. `null` where the schema says nothing. */
export function sampleOf(schema: JsonObject, depth = 0): Json {
  const { default: fallback, const: only, examples, enum: choices, type, properties, items, minimum } = schema;
  for (const given of [fallback, only]) if (given !== undefined) return given;
  for (const list of [examples, choices])
    if (Array.isArray(list) && list.length > 0) return (list as Json[])[0] ?? null;
  if (depth > DEEPEST) return null;
  const kind = Array.isArray(type) ? (type as Json[])[0] : type;
  if (kind === "object" || isObject(properties)) {
    if (!isObject(properties)) return {};
    return Object.fromEntries(
      Object.entries(properties).map(([key, each]) => [key, isObject(each) ? sampleOf(each, depth + 1) : null]),
    );
  }
  if (kind === "array") return isObject(items) ? [sampleOf(items, depth + 1)] : [];
  if (kind === "string") return "text";
  if (kind === "integer" || kind === "number") return typeof minimum === "number" ? minimum : 1;
  return kind === "boolean" ? true : null;
}
