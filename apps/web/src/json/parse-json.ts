// JSON typed by a person into a field of the page: within the size of an input, and empty where nothing is typed. Pure.

import type { Json } from "@ironweave/jq";
import { readJsonText } from "@ironweave/jq/json-text";
import type { ParsedJson } from "@ironweave/jq/json-text";
import { LIMITS } from "../server/limits.ts";

/** The value, or a sentence with the place of the mistake. @default whenEmpty an empty object */
export function parseJson(text: string, whenEmpty: Json = {}): ParsedJson {
  if (text.trim() === "") return { ok: true, value: whenEmpty };
  if (isTooLarge(text)) {
    return { ok: false, message: `This is larger than ${LIMITS.inputBytes / 1_048_576} MB, the limit for an input.` };
  }
  return readJsonText(text);
}

/** Counts bytes only where the number of characters leaves it open. */
function isTooLarge(text: string): boolean {
  if (text.length * 3 <= LIMITS.inputBytes) return false;
  return text.length > LIMITS.inputBytes || new Blob([text]).size > LIMITS.inputBytes;
}
