// Names that a document gives to jq variables, with the names they have by default.

import type { Json } from "@ironweave/jq";
import { memberOf } from "./reference.ts";

/** The text at `key` of an object, or `fallback`. A leading `$` is dropped, so that either spelling binds the same name. */
export function variableName(holder: Json | undefined, key: string, fallback: string): string {
  const name = memberOf(holder, key);
  return typeof name === "string" ? name.replace(/^\$/u, "") : fallback;
}
