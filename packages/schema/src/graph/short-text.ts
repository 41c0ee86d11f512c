// One-line texts for cards and headers out of values of any shape.

import type { Json } from "@ironweave/jq";
import { memberOf } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { addressText } from "./address-text.ts";

const LONGEST = 120;

/** The text on one line, cut at 120 characters. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** A scalar as text, anything else as compact JSON, nothing as "". Cut at 120 characters. */
export function shortText(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return oneLine(value);
  if (typeof value !== "object") return String(value);
  return oneLine(JSON.stringify(value));
}

/** The member at a path of keys as short text. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string {
  let current = value;
  for (const key of path) current = memberOf(current, key);
  return shortText(current);
}

/** An expression without its `${ }`. */
export function bareExpression(text: string): string {
  return /^\$\{(.*)\}$/s.exec(text.trim())?.[1]?.trim() ?? text;
}

/** `{seconds: 3}` as `3 s`; ISO 8601 and expressions as they stand. */
export function durationText(value: Json | undefined): string {
  if (!isJsonObject(value)) return shortText(value);
  const units = { days: "d", hours: "h", minutes: "min", seconds: "s", milliseconds: "ms" };
  return Object.entries(units)
    .filter(([unit]) => Object.hasOwn(value, unit))
    .map(([unit, short]) => `${shortText(value[unit])} ${short}`)
    .join(" ");
}

/** The address of an endpoint given as text, as `{uri}` or as `{endpoint}`. */
export function endpointText(value: Json | undefined): string {
  if (typeof value === "string") return oneLine(addressText(value));
  if (!isJsonObject(value)) return shortText(value);
  return endpointText(memberOf(value, "uri") ?? memberOf(value, "endpoint"));
}

/** The types of an event filter, e.g. `com.example.order.placed`. */
export function eventText(filter: Json | undefined): string {
  return textAt(filter, "with", "type") || textAt(filter, "with", "source") || "any event";
}

/** `1 task`, `3 tasks`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
