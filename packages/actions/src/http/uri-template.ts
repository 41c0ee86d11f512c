// Expands `{name}` in an address from the task's input (DSL reference, "endpoint"; ruling 12 of the language). Pure.

import type { Json, JsonObject } from "@ironweave/jq";

/**
 * The address with each `{name}` replaced by the percent-encoded top-level property of that name; a missing or null one
 * becomes empty, a list its comma-separated items (RFC 6570 level 1). Expanded text is never expanded again.
 */
export function expandUriTemplate(template: string, variables: JsonObject): string {
  return template.replace(/\{([A-Za-z0-9_$.-]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return Array.isArray(value) ? value.map(encode).join(",") : encode(value);
  });
}

function encode(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return encodeURIComponent(typeof value === "object" ? JSON.stringify(value) : String(value));
}
