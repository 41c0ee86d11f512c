// What makes a CloudEvent unfit for storing (CloudEvents 1.0, "Context Attributes", with our limits). Pure; used by the API and
// by the worker, so that an emitted event is held to the same rules as a received one.

import type { Json } from "@ironweave/jq";

/** Limits of one event, in bytes of UTF-8. */
export const EVENT_LIMITS = { eventBytes: 262_144, sourceBytes: 1_024, idBytes: 512, typeBytes: 512 } as const;

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;
const ATTRIBUTE = /^[a-z0-9]+$/u;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/u;

/** A sentence about what is wrong, or undefined where the event is fit. */
export function eventProblem(event: Json): string | undefined {
  if (typeof event !== "object" || event === null || Array.isArray(event)) return "an event must be a JSON object";
  const object = event as Readonly<Record<string, Json>>;
  if (object["specversion"] !== "1.0") return "specversion must be 1.0";
  const limits = { id: EVENT_LIMITS.idBytes, source: EVENT_LIMITS.sourceBytes, type: EVENT_LIMITS.typeBytes };
  for (const [name, limit] of Object.entries(limits)) {
    const value = object[name];
    if (typeof value !== "string" || value === "") return `${name} must be a text that is not empty`;
    if (Buffer.byteLength(value) > limit) return `${name} must have at most ${limit} bytes`;
  }
  for (const [name, value] of Object.entries(object)) {
    if (name === "data") continue;
    if (name !== "data_base64" && !ATTRIBUTE.test(name)) {
      return `the attribute name ${JSON.stringify(name.slice(0, 50))} must be of lower-case letters and digits`;
    }
    if (typeof value === "string" ? CONTROL.test(value) : typeof value !== "boolean" && typeof value !== "number") {
      return `${name} must be a text without control characters, a number or a boolean`;
    }
  }
  const { time } = object;
  if (time !== undefined && (typeof time !== "string" || !TIMESTAMP.test(time) || Number.isNaN(Date.parse(time)))) {
    return "time must be a timestamp as in RFC 3339";
  }
  if (object["data"] !== undefined && object["data_base64"] !== undefined) return "give data or data_base64, not both";
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes > EVENT_LIMITS.eventBytes)
    return `the event has ${bytes} bytes; at most ${EVENT_LIMITS.eventBytes} are allowed`;
  return undefined;
}
