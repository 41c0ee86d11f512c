// JSON typed by a person: the value, or what is wrong and where (line and column). Pure.

import type { Json } from "@ironweave/jq";

/** The parsed value, or a sentence with the place of the mistake. Empty text is an empty object. */
export function parseJson(
  text: string,
): { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string } {
  if (text.trim() === "") return { ok: true, value: {} };
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    return { ok: false, message: `This is not JSON${placeOf(message, text)}.` };
  }
}

/** Engines say `at position 12` or `(line 2 column 3)`; at the end of the text they may say neither. */
function placeOf(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  const offset = position === undefined ? (/end of/.test(message) ? text.length : undefined) : Number(position);
  if (offset === undefined) return "";
  const before = text.slice(0, offset).split("\n");
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}
