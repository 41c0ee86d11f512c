// A value in a few characters, for the middle of an edge: what is new in it counts more than what it is. Pure.

import type { Json } from "@ironweave/jq";
import { isObject } from "../kernels/json-schema.ts";

const LONGEST = 22;

/** What a task made of what it was given: `found: false`, `devices, more`; the value itself where that says more. */
export function changeWords(before: Json | undefined, after: Json): string {
  if (!isObject(before) || !isObject(after)) return dataWords(after);
  const keys = Object.keys(after);
  const changed = keys.filter((key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]));
  if (changed.length === 0) return keys.length === Object.keys(before).length ? "same data" : dataWords(after);
  if (changed.length === keys.length) return dataWords(after);
  const [first] = changed;
  const value = first === undefined ? undefined : after[first];
  if (changed.length === 1 && first !== undefined && value !== undefined && !isObject(value))
    return cut(`${first}: ${dataWords(value)}`);
  return dataWords(Object.fromEntries(changed.map((key) => [key, null])));
}

/** `hosts, plan +2`, `3 items`, `"text"`, `null`. */
export function dataWords(value: Json): string {
  if (value === null || typeof value === "boolean" || typeof value === "number") return String(value);
  if (typeof value === "string") return cut(JSON.stringify(value));
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? "item" : "items"}`;
  const keys = Object.keys(value);
  if (keys.length === 0) return "{}";
  const shown: string[] = [];
  for (const key of keys) {
    if (shown.length > 0 && [...shown, key].join(", ").length > LONGEST - 4) break;
    shown.push(key);
  }
  const rest = keys.length - shown.length;
  return `${cut(shown.join(", "))}${rest > 0 ? ` +${rest}` : ""}`;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
