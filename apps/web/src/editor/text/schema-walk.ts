// Finds what the JSON Schema says of a place in the document. Pure. Alternatives are narrowed by the keys and constants that
// stand in the text, so that below `call: http` only the arguments of http are offered.

import type { JsonObject } from "@ironweave/jq";
import { followRef, isObject } from "../kernels/json-schema.ts";
import type { LinePath } from "./line-path.ts";

type Keys = ReadonlyMap<string, string>;

/** Every object schema that may hold the keys at this place. */
export function schemasAt(
  root: JsonObject,
  { path, levels, siblings }: Pick<LinePath, "path" | "levels" | "siblings">,
): JsonObject[] {
  let current = narrow(alternatives(root, root), levels[0] ?? siblings);
  for (const [at, step] of path.entries()) {
    const keys = levels[at + 1] ?? siblings;
    current = narrow(
      current.flatMap((schema) => below(schema, step)).flatMap((schema) => alternatives(root, schema)),
      keys,
    );
  }
  return current;
}

/** The schemas of one key of these objects, with alternatives opened. */
export function schemasOfKey(root: JsonObject, holders: readonly JsonObject[], key: string): JsonObject[] {
  return holders.flatMap((schema) => below(schema, key)).flatMap((schema) => [schema, ...alternatives(root, schema)]);
}

/** A schema and all it may be instead, with references followed (each at most once). */
function alternatives(root: JsonObject, schema: JsonObject, seen: ReadonlySet<JsonObject> = new Set()): JsonObject[] {
  if (seen.has(schema)) return [];
  const next = new Set([...seen, schema]);
  const target = followRef(root, schema);
  if (target !== schema) return alternatives(root, target, next);
  const options = [schema["oneOf"], schema["anyOf"], schema["allOf"]].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const opened = options.filter(isObject).flatMap((option) => alternatives(root, option, next));
  return options.length === 0 || schema["properties"] !== undefined ? [schema, ...opened] : opened;
}

function below(schema: JsonObject, step: string): JsonObject[] {
  const properties = schema["properties"];
  const named = isObject(properties) ? properties[step] : undefined;
  if (isObject(named)) return [named];
  const found = step === "-" ? schema["items"] : schema["additionalProperties"];
  return isObject(found) ? [found] : [];
}

// Keeps the alternatives that agree with the constants in the text and know its keys; all of them where none does.
function narrow(schemas: readonly JsonObject[], keys: Keys): JsonObject[] {
  const objects = schemas.filter(
    (schema) => isObject(schema["properties"]) || isObject(schema["additionalProperties"]) || isObject(schema["items"]),
  );
  const agreeing = objects.filter((schema) => [...keys].every(([key, text]) => agrees(schema, key, text)));
  return agreeing.length > 0 ? agreeing : objects;
}

function agrees(schema: JsonObject, key: string, text: string): boolean {
  const properties = schema["properties"];
  if (!isObject(properties)) return true;
  const property = properties[key];
  if (!isObject(property)) return isObject(schema["additionalProperties"]);
  const constant = property["const"];
  return typeof constant !== "string" || text === "" || constant === text.replace(/^["']|["']$/g, "");
}
