// Puts known outputs in the place of tasks: a pinned task keeps its name, its condition and where it leads, and gives its pin
// instead of running. Works on the document's value; the text is never touched. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import type { Reference } from "@ironweave/schema";
import { isObject } from "../kernels/json-schema.ts";

/** The document with the tasks at these references replaced. References that are not there are passed over. */
export function pinOutputs(document: Json, pins: Readonly<Record<Reference, Json>>): Json {
  return Object.entries(pins).reduce<Json>((current, [reference, value]) => {
    const tokens = reference
      .split("/")
      .slice(1)
      .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
    return replaceAt(current, tokens, (task) => pinned(task, value));
  }, document);
}

function pinned(task: JsonObject, value: Json): JsonObject {
  const kept = Object.fromEntries(Object.entries(task).filter(([key]) => ["if", "then", "export"].includes(key)));
  // JSON is jq, and as an expression its strings are never taken for expressions themselves.
  return { ...kept, set: {}, output: { as: `\${ ${JSON.stringify(value)} }` } };
}

function replaceAt(value: Json, tokens: readonly string[], change: (task: JsonObject) => Json): Json {
  const [token, ...rest] = tokens;
  if (token === undefined) return isObject(value) ? change(value) : value;
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return items.map((item, index) => (String(index) === token ? replaceAt(item, rest, change) : item));
  }
  if (!isObject(value)) return value;
  const inner = value[token];
  return inner === undefined ? value : { ...value, [token]: replaceAt(inner, rest, change) };
}
