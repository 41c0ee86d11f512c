// A value in a few characters, or its kind only.
import type { Json } from "../json.ts";

const LONGEST = 28;

/** `"active"`, `3 items`, `4 keys`; where values are made up, the kind. */
export function valueWords(value: Json, isShape: boolean): string {
  if (Array.isArray(value)) return isShape ? "array" : `${value.length} ${value.length === 1 ? "item" : "items"}`;
  if (typeof value === "object" && value !== null) {
    const count = Object.keys(value).length;
    return isShape ? "object" : `${count} ${count === 1 ? "key" : "keys"}`;
  }
  if (isShape) return value === null ? "" : typeof value;
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
