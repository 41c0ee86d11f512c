// A value where Direktiv takes a text: its decoders printed whatever stood there.

import type { Json } from "@ironweave/jq";

/** A text as it is, anything else as JSON; empty where there is nothing. */
export function plainText(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
