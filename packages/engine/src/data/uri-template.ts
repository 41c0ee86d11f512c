// Simple expansion of `{name}` in literal URIs (RFC 6570, level 1) from the top-level properties of the task's input.

import type { Json } from "@ironweave/jq";
import { standardFault } from "../errors/workflow-fault.ts";
import { jsonType, member } from "./json-value.ts";

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Scheme and server, up to the path. */
const SERVER = /^[^/?#]*:\/\/[^/?#]*/u;

/**
 * The URI with every `{name}` replaced by the input's property, percent-encoded; missing ones and null are empty.
 * @throws WorkflowFault `expression` for arrays and objects ("URI Template"), and for what is missing in the name of the
 * server, where the request would go to another one
 */
export function expandUriTemplate(template: string, input: Json): string {
  const pathStart = SERVER.exec(template)?.[0].length ?? 0;
  return template.replace(/\{([A-Za-z0-9_.%-]+)\}/g, (_, name: string, offset: number) => {
    const value = member(input, name) ?? null;
    if (typeof value === "object" && value !== null) {
      const detail = `{${name}} of the address ${template} is ${jsonType(value)}; only texts, numbers, booleans and null stand in an address`;
      throw standardFault("expression", detail);
    }
    if (offset < pathStart && (value === null || value === "")) {
      throw standardFault(
        "expression",
        `{${name}}, a part of the server in ${template}, is missing in the task's input`,
      );
    }
    return value === null ? "" : encode(String(value));
  });
}
