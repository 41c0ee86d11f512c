// Simple expansion of `{name}` in literal URIs (RFC 6570, level 1) from the top-level properties of the task's input.

import type { Json } from "@ironweave/jq";
import { member } from "./json-value.ts";

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The URI with every `{name}` replaced by the input's property, percent-encoded; missing ones and null are empty. */
export function expandUriTemplate(template: string, input: Json): string {
  return template.replace(/\{([A-Za-z0-9_.%-]+)\}/g, (_, name: string) => {
    const value = member(input, name);
    if (value === undefined || value === null) return "";
    if (typeof value === "string") return encode(value);
    if (Array.isArray(value)) {
      return value.map((item: Json) => encode(typeof item === "string" ? item : JSON.stringify(item))).join(",");
    }
    return encode(JSON.stringify(value));
  });
}
