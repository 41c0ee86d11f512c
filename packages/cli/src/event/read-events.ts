// CloudEvents from a text: one, an array of them, or one on each line. What they lack is filled in, so that what is sent twice is
// known to be the same: `id` is decided here, before anything is sent.

import { randomUUID } from "node:crypto";
import type { Json, JsonObject } from "@ironweave/jq";
import { UsageError } from "../usage-error.ts";

/** The events of a text; `what` names it. Throws `UsageError`. */
export function readEvents(text: string, what: string): readonly JsonObject[] {
  const whole = parse(text);
  const values = whole === undefined ? readLines(text, what) : Array.isArray(whole) ? (whole as Json[]) : [whole];
  if (values.length === 0) throw new UsageError(`${what} has no event`);
  return values.map((value, index) => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return completeEvent(value as JsonObject);
    throw new UsageError(`${what}: event ${index + 1} is not a JSON object`);
  });
}

/** The event with `specversion`, `id`, `source` and `time` where it has none. */
export function completeEvent(event: JsonObject): JsonObject {
  return {
    specversion: "1.0",
    id: randomUUID(),
    source: "/ironweave/cli",
    time: new Date().toISOString(),
    ...event,
  };
}

function readLines(text: string, what: string): readonly Json[] {
  const lines = text.split("\n").map((line, index) => ({ line: line.trim(), number: index + 1 }));
  return lines
    .filter(({ line }) => line !== "")
    .map(({ line, number }) => {
      const value = parse(line);
      if (value === undefined) throw new UsageError(`${what}: line ${number} is not JSON`);
      return value;
    });
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
