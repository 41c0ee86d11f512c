// A value as YAML for a text box, and back. Used where no form fits; the document's own text is never printed by this.
// An expression stands there as it is: to YAML the braces and `#` in it would be something else.

import type { Json } from "@ironweave/jq";
import { readDocument, SourceError } from "@ironweave/schema";
import { CORE_SCHEMA, dump } from "js-yaml";
import { isWrapped } from "./try-expression.ts";

/** The value as block YAML, without the final newline; an expression plainly; "" for no value. */
export function toYamlText(value: Json | undefined): string {
  if (typeof value === "string" && isWrapped(value) && value.trim() === value) return value;
  return value === undefined ? "" : dump(value, { schema: CORE_SCHEMA, lineWidth: 100, noRefs: true }).trimEnd();
}

/** The value of a text, or what is wrong with it. Empty text is no value. */
export function fromYamlText(
  text: string,
): { readonly ok: true; readonly value: Json | undefined } | { readonly ok: false; readonly message: string } {
  if (text.trim() === "") return { ok: true, value: undefined };
  if (isWrapped(text)) return { ok: true, value: text.trim() };
  try {
    return { ok: true, value: readDocument(text) };
  } catch (error) {
    if (error instanceof SourceError) return { ok: false, message: error.message };
    throw error;
  }
}
