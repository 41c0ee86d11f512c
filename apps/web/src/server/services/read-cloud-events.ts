// Reads CloudEvents from a request as the HTTP protocol binding of CloudEvents 1.0 has them: structured, batched or binary.
// Invariant: what comes out passes `eventProblem`, so it can be stored.

import { EVENT_LIMITS, eventProblem } from "@ironweave/schema/run";
import type { Json, JsonObject } from "@ironweave/jq";
import { readJsonText } from "@ironweave/jq/json-text";
import { ApiError } from "../api-error.ts";
import { assertUtf8, charsetOf, isUtf8 } from "../http/read-body.ts";
import { isWithinDepth } from "../contract/json-value.ts";
import { LIMITS } from "../limits.ts";

/** The events, in order. @throws ApiError `invalid_event`, `invalid_json`, `too_many_events`, `payload_too_large`, `unsupported_media_type` */
export function readCloudEvents(headers: Headers, body: Buffer): readonly JsonObject[] {
  const type = (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const isStructured = type === "application/cloudevents+json" || type === "application/cloudevents-batch+json";
  if (isStructured) assertUtf8(headers.get("content-type"));
  if (type === "application/cloudevents+json") return [checked(parse(body))];
  if (type === "application/cloudevents-batch+json") return batch(parse(body));
  if (headers.has("ce-specversion") || headers.has("ce-id")) return [checked(binary(headers, type, body))];
  const message =
    "Send application/cloudevents+json, application/cloudevents-batch+json, or the attributes as ce- headers.";
  throw new ApiError("unsupported_media_type", message);
}

function batch(value: Json): readonly JsonObject[] {
  if (!Array.isArray(value)) throw new ApiError("invalid_event", "A batch must be a JSON array of events.");
  if (value.length > LIMITS.eventBatch) {
    const message = `The batch has ${value.length} events; at most ${LIMITS.eventBatch} are allowed.`;
    throw new ApiError("too_many_events", message, { limit: LIMITS.eventBatch });
  }
  return value.map((event: Json, index) => checked(event, index));
}

function checked(event: Json, index?: number): JsonObject {
  const place = index === undefined ? "" : `Event ${index} of the batch: `;
  // First, since printing what is nested without end overflows the stack.
  if (!isWithinDepth(event, LIMITS.jsonDepth)) throw new ApiError("invalid_event", `${place}it is nested too deep.`);
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes > EVENT_LIMITS.eventBytes) {
    const message = `${place}The event has ${bytes} bytes; at most ${EVENT_LIMITS.eventBytes} are allowed.`;
    throw new ApiError("payload_too_large", message, { limit: EVENT_LIMITS.eventBytes });
  }
  const problem = eventProblem(event);
  if (problem !== undefined) throw new ApiError("invalid_event", `${place}${problem}.`);
  return event as JsonObject;
}

function parse(body: Buffer): Json {
  const text = decoded(body);
  if (text === undefined) throw new ApiError("invalid_json", "The body is not UTF-8.");
  // Who sends an event often cannot change it: an identifier of nineteen digits must not keep it out.
  const read = readJsonText(text, { roundDigits: true });
  if (!read.ok) throw new ApiError("invalid_json", read.message);
  return read.value;
}

/** Binary mode: attributes are headers, the body is the data. JSON stays JSON, text stays text, anything else is base64. */
function binary(headers: Headers, type: string, body: Buffer): JsonObject {
  const attributes: Record<string, Json> = {};
  for (const [name, value] of headers) {
    if (name.startsWith("ce-")) attributes[name.slice(3)] = percentDecoded(value);
  }
  for (const reserved of ["data", "data_base64", "datacontenttype"]) {
    if (reserved in attributes) throw new ApiError("invalid_event", `ce-${reserved} is no attribute of an event.`);
  }
  const contentType = headers.get("content-type");
  const typed = contentType === null ? attributes : { ...attributes, datacontenttype: contentType };
  if (body.length === 0) return typed;
  if (type === "" || type === "application/json" || type.endsWith("+json")) {
    assertUtf8(contentType);
    return { ...typed, data: parse(body) };
  }
  // Text in another charset stays the bytes that it is; `datacontenttype` says how to read them.
  const text = type.startsWith("text/") && isUtf8(charsetOf(contentType)) ? decoded(body) : undefined;
  return text === undefined ? { ...typed, data_base64: body.toString("base64") } : { ...typed, data: text };
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function decoded(body: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
