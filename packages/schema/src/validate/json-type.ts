// The words for JSON types in messages.

import type { Json } from "@ironweave/jq";
import type { ConcreteShape } from "../document/resolve-node.ts";

export type JsonType = "null" | "boolean" | "number" | "string" | "list" | "object";

export function jsonTypeOf(value: Json): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  const type = typeof value;
  return type === "boolean" || type === "number" || type === "string" ? type : "object";
}

const WORDS: { readonly [T in JsonType]: string } = {
  null: "nothing",
  boolean: "true or false",
  number: "a number",
  string: "text",
  list: "a list",
  object: "an object",
};

/** A value's type as a person says it, e.g. `a list`. */
export function typeWords(type: JsonType): string {
  return WORDS[type];
}

/** The JSON type that a shape demands, or undefined where it takes several. */
export function demandedType(shape: ConcreteShape): JsonType | undefined {
  switch (shape.kind) {
    case "any":
    case "choice":
      return undefined;
    case "boolean":
      return "boolean";
    case "integer":
      return "number";
    case "string":
      return "string";
    case "list":
      return "list";
    case "map":
    case "object":
      return "object";
  }
}

/** A value short enough for a message. */
export function shortValue(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
