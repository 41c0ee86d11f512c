// `$ref` inside one schema document: JSON Pointers, `$id` of the root and `$anchor`. Nothing is ever fetched.

import type { Json } from "@ironweave/jq";
import { isJsonArray, isJsonObject } from "./json-value.ts";

/** The schema that a reference names, or undefined where it is not in this document. */
export function resolveReference(root: Json, reference: string): Json | undefined {
  const hash = reference.indexOf("#");
  const base = hash < 0 ? reference : reference.slice(0, hash);
  const fragment = hash < 0 ? "" : reference.slice(hash + 1);
  const start = base === "" ? root : findByKeyword(root, "$id", base);
  if (start === undefined || fragment === "") return start;
  if (!fragment.startsWith("/")) {
    return findByKeyword(start, "$anchor", fragment) ?? findByKeyword(start, "$dynamicAnchor", fragment);
  }
  let here: Json | undefined = start;
  for (const part of fragment.slice(1).split("/")) {
    const key = decode(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (isJsonArray(here)) here = here[Number(key)];
    else here = isJsonObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  }
  return here;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function findByKeyword(schema: Json, keyword: string, value: string): Json | undefined {
  if (isJsonArray(schema)) {
    for (const each of schema) {
      const found = findByKeyword(each, keyword, value);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isJsonObject(schema)) return undefined;
  if (schema[keyword] === value) return schema;
  return findByKeyword(Object.values(schema), keyword, value);
}
