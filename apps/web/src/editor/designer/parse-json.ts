// JSON typed by a person: the value, or what is wrong and where (line and column). Pure.

import type { Json } from "@ironweave/jq";
import { jsonMistakeOffset } from "./json-mistake.ts";

/** What came of it. */
export type ParsedJson = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

/** The parsed value, or a sentence with the place of the mistake. Empty text is an empty object. */
export function parseJson(text: string): ParsedJson {
  if (text.trim() === "") return { ok: true, value: {} };
  const offset = jsonMistakeOffset(text);
  if (offset === undefined) return { ok: true, value: JSON.parse(text) as Json };
  const before = text.slice(0, offset).split("\n");
  const what = offset >= text.length ? "it ends too early" : `“${text[offset]}” cannot stand here`;
  return {
    ok: false,
    message: `This is not JSON: line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${what}.`,
  };
}
