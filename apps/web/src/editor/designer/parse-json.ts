// JSON typed by a person: the value, or what is wrong and where (line and column). Pure. The invariant: a value that is answered is
// the one that was typed; what could not be kept (size, digits) is refused.

import type { Json } from "@ironweave/jq";
import { LIMITS } from "../../server/limits.ts";
import { lostNumber, lostNumberSentence } from "../../json/lost-number.ts";
import { jsonMistakeOffset } from "./json-mistake.ts";

/** What came of it. */
export type ParsedJson = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

/** The parsed value, or a sentence with the place of the mistake. Empty text is an empty object. */
export function parseJson(text: string): ParsedJson {
  if (text.trim() === "") return { ok: true, value: {} };
  if (isTooLarge(text)) {
    return { ok: false, message: `This is larger than ${LIMITS.inputBytes / 1_048_576} MB, the limit for an input.` };
  }
  const read = valueOf(text);
  if (read !== undefined) {
    const lost = lostNumber(text);
    if (lost === undefined) return { ok: true, value: read.value };
    return { ok: false, message: `${placeOf(text, lost.offset)}: ${lostNumberSentence(lost)}` };
  }
  const offset = jsonMistakeOffset(text);
  if (offset === undefined) return { ok: false, message: "This JSON cannot be read: it is nested too deeply." };
  const what = offset >= text.length ? "it ends too early" : `“${text[offset]}” cannot stand here`;
  return { ok: false, message: `This is not JSON: ${placeOf(text, offset).toLowerCase()}: ${what}.` };
}

function valueOf(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `Line ${before.split("\n").length}, column ${offset - before.lastIndexOf("\n")}`;
}

/** Counts bytes only where the number of characters leaves it open. */
function isTooLarge(text: string): boolean {
  if (text.length * 3 <= LIMITS.inputBytes) return false;
  return text.length > LIMITS.inputBytes || new Blob([text]).size > LIMITS.inputBytes;
}
