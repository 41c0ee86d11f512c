// How jq's error messages show values: the kind and a text cut to a few bytes of UTF-8.
import { raise } from "../errors.ts";
import type { Json } from "../json.ts";
import { jsonTextStart } from "./json-text.ts";
import { kindOf } from "./kinds.ts";

function utf8Size(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

function cut(text: string, maxBytes: number): string | undefined {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += utf8Size(character.codePointAt(0) ?? 0);
    if (bytes > maxBytes) return text.slice(0, end);
    end += character.length;
  }
  return undefined;
}

/** Returns the value's JSON, cut with "..." so that it has at most `maxBytes` bytes. */
export function shortText(value: Json, maxBytes = 14): string {
  const text = jsonTextStart(value, maxBytes * 2);
  return cut(text, maxBytes) === undefined ? text : `${cut(text, maxBytes - 3) ?? text}...`;
}

/** Returns `kind (text)`. */
export function describe(value: Json): string {
  return `${kindOf(value)} (${shortText(value)})`;
}

/** Raises "kind (text) problem". */
export function raiseAbout(value: Json, problem: string): never {
  raise(`${describe(value)} ${problem}`);
}

/** Raises "kind (text) and kind (text) problem". */
export function raiseAboutBoth(left: Json, right: Json, problem: string): never {
  raise(`${describe(left)} and ${describe(right)} ${problem}`);
}
