// What makes a CloudEvent unfit for storing (CloudEvents 1.0, "Context Attributes", with our limits). Pure: the API, the worker,
// the in-memory host and validation ask here, so that an event is held to the same rules wherever it comes from.

import type { Json, JsonObject } from "@ironweave/jq";
import { dateTime } from "../document/text-check.ts";

/** Limits of one event, in bytes of UTF-8. */
export const EVENT_LIMITS = { eventBytes: 262_144, sourceBytes: 1_024, idBytes: 512, typeBytes: 512 } as const;

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;
const ATTRIBUTE = /^[a-z0-9]+$/u;
/** RFC 3339, and what a calendar of this platform can read: no leap second. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:[0-5]\d(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/u;
const REQUIRED: Readonly<Record<string, number>> = {
  id: EVENT_LIMITS.idBytes,
  source: EVENT_LIMITS.sourceBytes,
  type: EVENT_LIMITS.typeBytes,
};

/** A sentence about what is wrong, or undefined where the event is fit. */
export function eventProblem(event: Json): string | undefined {
  if (typeof event !== "object" || event === null || Array.isArray(event)) return "an event must be a JSON object";
  const object = event as JsonObject;
  for (const name of ["specversion", ...Object.keys(REQUIRED)]) {
    const problem = eventAttributeProblem(name, object[name] ?? null);
    if (problem !== undefined) return problem;
  }
  for (const [name, value] of Object.entries(object)) {
    const problem = eventAttributeProblem(name, value);
    if (problem !== undefined) return problem;
  }
  if (object["data"] !== undefined && object["data_base64"] !== undefined) return DATA_TWICE;
  const bytes = byteLength(JSON.stringify(event));
  if (bytes > EVENT_LIMITS.eventBytes)
    return `the event has ${bytes} bytes; at most ${EVENT_LIMITS.eventBytes} are allowed`;
  return undefined;
}

/** What `eventProblem` says of an event with both. */
export const DATA_TWICE = "give data or data_base64, not both";

/** A sentence about what is wrong with one attribute (or the data), or undefined where an event may have it. */
export function eventAttributeProblem(name: string, value: Json): string | undefined {
  if (name === "data") return undefined;
  if (name === "specversion") return value === "1.0" ? undefined : "specversion must be 1.0";
  if (name !== "data_base64" && !ATTRIBUTE.test(name)) {
    return `the attribute name ${JSON.stringify(name.slice(0, 50))} must be of lower-case letters and digits`;
  }
  const limit = Object.hasOwn(REQUIRED, name) ? REQUIRED[name] : undefined;
  if (limit !== undefined) {
    if (typeof value !== "string" || value === "") return `${name} must be a text that is not empty`;
    if (byteLength(value) > limit) return `${name} must have at most ${limit} bytes`;
  }
  if (typeof value === "string" ? CONTROL.test(value) : typeof value !== "boolean" && typeof value !== "number") {
    return `${name} must be a text without control characters, a number or a boolean`;
  }
  if (name === "time" && (typeof value !== "string" || !TIMESTAMP.test(value) || !dateTime.test(value))) {
    return "time must be a timestamp as in RFC 3339";
  }
  return undefined;
}

/** Bytes of UTF-8. A lone surrogate is written as U+FFFD, in three bytes, like every other unit from U+0800 on. */
function byteLength(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4;
      index += 1;
    } else bytes += 3;
  }
  return bytes;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
