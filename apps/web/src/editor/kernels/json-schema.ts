// Reading the JSON Schemas of the schema package: references followed, types told. Pure; no validation here.

import type { Json, JsonObject } from "@ironweave/jq";

/** True for JSON objects. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The schema with its own `$ref` followed; words beside the reference (title, description) win over the target's. */
export function followRef(root: JsonObject, schema: JsonObject): JsonObject {
  const ref = schema["$ref"];
  if (typeof ref !== "string" || !ref.startsWith("#/")) return schema;
  let found: Json | undefined = root;
  for (const token of ref.slice(2).split("/")) found = isObject(found) ? found[token] : undefined;
  if (!isObject(found)) return schema;
  const beside = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$ref"));
  return { ...followRef(root, found), ...beside };
}

/** A word of the schema (`title`, `description`), or "" where it has none. */
export function wordOf(schema: JsonObject, key: string): string {
  const word = schema[key];
  return typeof word === "string" ? word : "";
}
