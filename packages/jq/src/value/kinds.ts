// What kind of JSON a value is, and safe reading and writing of objects: `__proto__` and friends are ordinary keys.
// All objects made here are plain objects, exactly like those JSON.parse makes.
import type { Json, JsonObject } from "../json.ts";

/** An object under construction. */
export type MutableObject = Record<string, Json>;

/** The kinds, by jq's names. */
export type KindName = "null" | "boolean" | "number" | "string" | "array" | "object";

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns jq's name of the value's type. */
export function kindOf(value: Json): KindName {
  switch (typeof value) {
    case "string":
      return "string";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    default:
      if (value === null) return "null";
      return Array.isArray(value) ? "array" : "object";
  }
}

export function isTrue(value: Json): boolean {
  return value !== false && value !== null;
}

/** Returns the own property, or undefined. */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own property, also when the key is `__proto__`. */
export function setOwn(object: MutableObject, key: string, value: Json): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}
