// Encodes the `body` of a call: JSON unless its content type says otherwise. Pure.

import type { Json } from "@ironweave/jq";
import { invalidArgument, isObject, scalarText } from "../arguments.ts";

export interface EncodedBody {
  readonly body: string;
  readonly contentType: string;
}

/**
 * The body to send. A string goes as it is (text, or whatever the given content type says); anything else becomes JSON, or a
 * form where the content type is `application/x-www-form-urlencoded`.
 */
export function encodeBody(value: Json, contentType: string | undefined): EncodedBody {
  if (typeof value === "string") return { body: value, contentType: contentType ?? "text/plain; charset=utf-8" };
  const media = contentType?.split(";")[0]?.trim().toLowerCase() ?? "application/json";
  if (media === "application/x-www-form-urlencoded") {
    return { body: encodeForm(value), contentType: contentType ?? media };
  }
  if (media.startsWith("multipart/")) throw invalidArgument("body", `a string for content type ${media}`);
  return { body: JSON.stringify(value), contentType: contentType ?? "application/json" };
}

function encodeForm(value: Json): string {
  if (!isObject(value)) throw invalidArgument("body", "an object or a string for a form");
  return appendQuery(new URLSearchParams(), value, "body").toString();
}

/** Appends each property; a list repeats its name, null is left out. */
export function appendQuery(
  query: URLSearchParams,
  values: { readonly [name: string]: Json },
  field: string,
): URLSearchParams {
  for (const [name, value] of Object.entries(values)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      const text = scalarText(item, `${field}.${name}`);
      if (text !== undefined) query.append(name, text);
    }
  }
  return query;
}
