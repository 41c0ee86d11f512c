// JSON text, read in one way by the page, the server and the command line: the value, or a sentence that says what is wrong and where. Pure.
// The invariant: a value that is answered is the one that was written; a number that could not be kept is refused.

import { jsonMistakeOffset } from "./json-mistake.ts";
import { lostNumber, lostNumberSentence } from "./lost-number.ts";
import type { Json } from "../json.ts";

/** What came of it. */
export type ParsedJson = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

/**
 * The value of a whole text, or a sentence with line and column, both from 1. Never throws. With `roundDigits` a whole number of
 * too many digits is rounded, as nearly every reader of JSON does: for texts whose writer cannot be asked to write another.
 */
export function readJsonText(text: string, { roundDigits = false } = {}): ParsedJson {
  const read = valueOf(text);
  if (read !== undefined) {
    const lost = lostNumber(text, roundDigits ? ["size"] : ["size", "digits"]);
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
