// A JSON value with one part of it replaced.

import type { Json } from "@ironweave/jq";
import { memberOf } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";

/** The value with `leaf` at a path that exists; the value itself where the path leads nowhere. */
export function replacedAt(value: Json, path: readonly string[], leaf: Json): Json {
  const [token, ...rest] = path;
  if (token === undefined) return leaf;
  const member = memberOf(value, token);
  if (member === undefined) return value;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, i) => (String(i) === token ? replacedAt(item, rest, leaf) : item));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, k === token ? replacedAt(v, rest, leaf) : v]));
}
