// Messages as documents see them (`payload`, `headers`, `correlationId`) and as they travel. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import { readObject, scalarText } from "../arguments.ts";
import type { IncomingMessage, OutgoingMessage } from "./broker.ts";

/** The message to send. Text under a content type other than JSON goes as it is; everything else is JSON. */
export function encodeMessage(message: JsonObject, contentType: string | undefined): OutgoingMessage {
  const payload = message["payload"] ?? null;
  const isPlain = typeof payload === "string" && contentType !== undefined && !isJson(contentType);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(readObject(message["headers"] ?? {}, "message.headers"))) {
    const text = scalarText(value, `message.headers.${name}`);
    if (text !== undefined) headers[name] = text;
  }
  return {
    body: Buffer.from(isPlain ? payload : JSON.stringify(payload), "utf8"),
    contentType: contentType ?? "application/json",
    headers,
  };
}

/** What came: JSON where it is JSON, else text, else base64. */
export function decodeMessage(message: IncomingMessage, contentType: string | undefined): JsonObject {
  const correlationId = message.correlationId ?? message.headers["correlationId"] ?? message.headers["correlation-id"];
  return {
    payload: decodePayload(message.body, message.contentType ?? contentType),
    headers: { ...message.headers },
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

function decodePayload(body: Uint8Array, contentType: string | undefined): Json {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return Buffer.from(body).toString("base64");
  }
  if (contentType !== undefined && !isJson(contentType)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function isJson(contentType: string): boolean {
  return /[/+]json\b/i.test(contentType);
}
