// Strings by code points, as jq sees them; JavaScript's strings count UTF-16 units.
import type { Run } from "../budget.ts";
import type { Json } from "../json.ts";

const SURROGATE = /[\ud800-\udfff]/;

/** Whether units and code points differ. */
export function hasSurrogates(text: string): boolean {
  return SURROGATE.test(text);
}

/** Returns the number of code points. */
export function lengthOf(run: Run, text: string): number {
  run.work(text.length >> 5);
  if (!hasSurrogates(text)) return text.length;
  return codePointsBefore(text, text.length);
}

/** Returns how many code points start before the unit offset. */
export function codePointsBefore(text: string, offset: number): number {
  let count = 0;
  for (let at = 0; at < offset; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0xdc00 || unit > 0xdfff || at === 0 || !isHigh(text.charCodeAt(at - 1))) count += 1;
  }
  return count;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Returns the code points from `start` to `end`. */
export function sliceText(run: Run, text: string, start: number, end: number): string {
  run.work(text.length >> 5);
  run.allocate(16);
  if (!hasSurrogates(text)) return text.slice(start, end);
  run.text(4 * text.length);
  return Array.from(text).slice(start, end).join("");
}

/** Splits at each separator; an empty one splits into characters, an empty text gives no parts. */
export function splitText(run: Run, text: string, separator: string): Json {
  run.work(text.length >> 4);
  if (text === "") return [];
  if (separator === "") run.copy(4 * text.length);
  const parts = separator === "" ? Array.from(text) : text.split(separator);
  run.copy(3 * parts.length);
  return parts;
}

/** Returns the size in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
