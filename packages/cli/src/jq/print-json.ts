// JSON as jq prints it: indented or on one line, numbers and escapes by jq's own rules.

import { toJsonText } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";

export interface PrintOptions {
  /** One level of indentation; empty for one line. */
  readonly indent: string;
  readonly sortKeys: boolean;
}

/** The text of a value, without a line break at its end. */
export function printJson(value: Json, { indent, sortKeys }: PrintOptions, margin = ""): string {
  if (indent === "" && !sortKeys) return toJsonText(value);
  if (typeof value !== "object" || value === null) return toJsonText(value);
  const inner = margin + indent;
  const colon = indent === "" ? ":" : ": ";
  const isList = Array.isArray(value);
  const items = isList
    ? (value as readonly Json[]).map((item) => printJson(item, { indent, sortKeys }, inner))
    : entriesOf(value as { readonly [key: string]: Json }, sortKeys).map(
        ([key, member]) => `${toJsonText(key)}${colon}${printJson(member, { indent, sortKeys }, inner)}`,
      );
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return open + close;
  if (indent === "") return open + items.join(",") + close;
  return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${margin}${close}`;
}

function entriesOf(value: { readonly [key: string]: Json }, sortKeys: boolean): readonly (readonly [string, Json])[] {
  const entries = Object.entries(value);
  return sortKeys ? entries.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)) : entries;
}
