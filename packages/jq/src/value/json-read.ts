// Reads JSON as jq's `fromjson` does: also NaN and other numbers that JSON does not know, with jq's messages.
import { raise } from "../errors.ts";
import type { Json } from "../json.ts";
import { MAX_VALUE_DEPTH } from "../limits.ts";
import { JsonReader } from "./json-reader.ts";

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (inString) {
      if (char === 92) at += 1;
      else if (char === 34) inString = false;
    } else if (char === 34) {
      inString = true;
    } else if (char === 91 || char === 123) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (char === 93 || char === 125) {
      depth -= 1;
    }
  }
  return deepest;
}

/** Returns the value of the text, or raises jq's message. */
export function parseJson(text: string): Json {
  if (depthOf(text) > MAX_VALUE_DEPTH) raise(`Exceeds depth limit for parsing (while parsing '${text}')`);
  try {
    // JSON.parse reads what is strict JSON, many times faster.
    return JSON.parse(text) as Json;
  } catch {
    return new JsonReader(text).read();
  }
}
