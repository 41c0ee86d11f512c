// Reads JSON that a person typed. Errors say where, in words that help.

import type { Json } from "@ironweave/jq";
import { lostNumber, lostNumberSentence } from "../../json/lost-number.ts";
import { LIMITS } from "../../server/limits.ts";

/** The value, or a message with line and column. Empty text is null, since a run may have no input. */
export type ParsedJson = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

export function parseJson(text: string): ParsedJson {
  if (text.trim() === "") return { ok: true, value: null };
  if (text.length > LIMITS.inputBytes) {
    return { ok: false, message: `This is larger than ${LIMITS.inputBytes / 1_048_576} MB, the limit for an input.` };
  }
  try {
    const value: Json = JSON.parse(text);
    const lost = lostNumber(text);
    return lost === undefined ? { ok: true, value } : { ok: false, message: lostNumberSentence(lost) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "not JSON";
    const offset = /at position (\d+)/.exec(reason)?.[1];
    const what = reason.replace(/ in JSON at position.*$/s, "").replace(/^JSON\.parse: /, "");
    if (offset === undefined) return { ok: false, message: `This is not JSON: ${what}.` };
    const before = text.slice(0, Number(offset)).split("\n");
    return {
      ok: false,
      message: `This is not JSON (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}): ${what}.`,
    };
  }
}
