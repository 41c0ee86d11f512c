// Reads an action's arguments, which come from a document and may be of any shape. Every reader names the field it refuses.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "./action-error.ts";

/** True for a JSON object (not null, not an array). */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The failure for an argument of the wrong shape: `validation`, title `invalid_arguments`. */
export function invalidArgument(field: string, expected: string): ActionError {
  return new ActionError("validation", `${field} must be ${expected}`, { title: "invalid_arguments" });
}

export function readObject(value: Json | undefined, field: string): JsonObject {
  if (!isObject(value)) throw invalidArgument(field, "an object");
  return value;
}

export function readString(value: Json | undefined, field: string): string {
  if (typeof value !== "string") throw invalidArgument(field, "a string");
  return value;
}

/** The string, or undefined where the field is absent or null. */
export function readOptionalString(value: Json | undefined, field: string): string | undefined {
  return value === undefined || value === null ? undefined : readString(value, field);
}

export function readBoolean(value: Json | undefined, field: string, fallback: boolean): boolean {
  if (value === undefined || value === null) return fallback;
  if (typeof value !== "boolean") throw invalidArgument(field, "true or false");
  return value;
}

/** One of the given strings, or the first when the field is absent. */
export function readChoice<const T extends string>(
  value: Json | undefined,
  field: string,
  choices: readonly [T, ...T[]],
): T {
  if (value === undefined || value === null) return choices[0];
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw invalidArgument(field, `one of ${choices.join(", ")}`);
  return found;
}

/** A scalar as text, as it stands in a header, a query or a path; null is absent. */
export function scalarText(value: Json | undefined, field: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw invalidArgument(field, "a string");
}
