// Messages as Kafka has them. A record's key is the header `kafka.key` of the message, in both directions: the language has a
// payload and headers only. Pure.

import type { KafkaMessage, Message } from "kafkajs";
import type { IncomingMessage, OutgoingMessage } from "../broker.ts";

const KEY = "kafka.key";
const CONTENT_TYPE = "content-type";

/** The record to send. */
export function toRecord({ body, contentType, headers }: OutgoingMessage): Message {
  const { [KEY]: key, ...rest } = headers;
  return { value: body, headers: { [CONTENT_TYPE]: contentType, ...rest }, ...(key === undefined ? {} : { key }) };
}

/** The message of a record; one without a value, which marks a deletion, has the payload null. */
export function fromRecord({ key, value, headers }: KafkaMessage): IncomingMessage {
  const texts = Object.entries(headers ?? {}).map(([name, each]) => {
    const values = each === undefined ? [] : Array.isArray(each) ? each : [each];
    return [name, values.map((one) => text(one)).join(", ")] as const;
  });
  if (key !== null) texts.push([KEY, text(key)]);
  const named: Readonly<Record<string, string>> = Object.fromEntries(texts);
  if (value === null) return { body: Buffer.from("null"), headers: named, contentType: "application/json" };
  return { body: value, headers: named, contentType: named[CONTENT_TYPE] };
}

/** Text where it is text, else base64, as for payloads. */
function text(bytes: Buffer | string): string {
  if (typeof bytes === "string") return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString("base64");
  }
}
