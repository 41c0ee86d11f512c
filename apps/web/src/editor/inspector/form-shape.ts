// Which kind of control a schema asks for, and which of its alternatives a value takes. Pure; the components only draw.
// Total: a schema this file does not know is edited as YAML, so nothing is ever out of reach.

import type { Json, JsonObject } from "@ironweave/jq";
import { followRef, isObject, wordOf } from "../kernels/json-schema.ts";

/** One property of an object, in the order of the schema. */
export interface FormField {
  readonly key: string;
  readonly schema: JsonObject;
  readonly title: string;
  readonly description: string;
  readonly required: boolean;
}

/** What to draw for a schema. */
export type FormShape =
  | { readonly kind: "object"; readonly fields: readonly FormField[] }
  | { readonly kind: "map"; readonly values: JsonObject }
  | { readonly kind: "list"; readonly items: JsonObject }
  | { readonly kind: "named-list"; readonly values: JsonObject }
  | { readonly kind: "choice"; readonly options: readonly JsonObject[] }
  | { readonly kind: "select"; readonly values: readonly string[] }
  | { readonly kind: "switch" }
  | { readonly kind: "number" }
  | { readonly kind: "task-name" }
  | { readonly kind: "expression" }
  | { readonly kind: "text"; readonly mayBeExpression: boolean }
  | { readonly kind: "constant"; readonly value: string }
  | { readonly kind: "tasks" }
  | { readonly kind: "yaml" };

/** The control for a schema. */
export function shapeOf(root: JsonObject, given: JsonObject): FormShape {
  if (given["$ref"] === "#/$defs/taskList" || given["$ref"] === "#/$defs/task") return { kind: "tasks" };
  const schema = followRef(root, given);
  if (Array.isArray(schema["oneOf"])) return { kind: "choice", options: alternatives(schema) };
  if (typeof schema["const"] === "string") return { kind: "constant", value: schema["const"] };
  if (Array.isArray(schema["enum"])) {
    return { kind: "select", values: schema["enum"].filter((value) => typeof value === "string") };
  }
  // Text that may be a number or a boolean too is written as text.
  if (Array.isArray(schema["type"]) && schema["type"].includes("string")) return shapeOfString(schema);
  switch (schema["type"]) {
    case "object":
      return shapeOfObject(root, schema);
    case "array":
      return isObject(schema["items"]) ? shapeOfList(root, schema["items"]) : { kind: "yaml" };
    case "boolean":
      return { kind: "switch" };
    case "integer":
    case "number":
      return { kind: "number" };
    case "string":
      return shapeOfString(schema);
    default:
      return { kind: "yaml" };
  }
}

/**
 * The alternatives of a schema, each of which can be drawn alone. Where they only tell which of the object's own properties is
 * required (`run`, authentication), each is the object with that property and without those that the others require.
 */
function alternatives(schema: JsonObject): readonly JsonObject[] {
  const given = Array.isArray(schema["oneOf"]) ? schema["oneOf"].filter(isObject) : [];
  const { properties } = schema;
  const requires = (option: JsonObject) => (Array.isArray(option["required"]) ? option["required"] : []);
  if (!isObject(properties) || given.some((option) => requires(option).length === 0)) return given;
  const exclusive = new Set(given.flatMap(requires));
  const { oneOf: _, ...whole } = schema;
  return given.map((option) => {
    const own = Object.entries(properties).filter(([key]) => !exclusive.has(key) || requires(option).includes(key));
    const required = [...requires(option), ...requires(schema)];
    return { ...whole, properties: Object.fromEntries(own), required, title: titleOf(option, properties) };
  });
}

function titleOf(option: JsonObject, properties: JsonObject): string {
  const [key] = Array.isArray(option["required"]) ? option["required"] : [];
  const property = typeof key === "string" ? properties[key] : undefined;
  return wordOf(option, "title") || (isObject(property) ? wordOf(property, "title") : "") || String(key);
}

function shapeOfObject(root: JsonObject, schema: JsonObject): FormShape {
  const properties = schema["properties"];
  if (isObject(properties) && Object.keys(properties).length > 0)
    return { kind: "object", fields: fieldsOf(root, schema, properties) };
  const values = schema["additionalProperties"];
  return isObject(values) ? { kind: "map", values } : { kind: "yaml" };
}

function shapeOfList(root: JsonObject, items: JsonObject): FormShape {
  const item = followRef(root, items);
  const values = item["maxProperties"] === 1 ? item["additionalProperties"] : undefined;
  return isObject(values) ? { kind: "named-list", values } : { kind: "list", items };
}

function shapeOfString(schema: JsonObject): FormShape {
  if (schema["x-ironweave-names"] === "task") return { kind: "task-name" };
  if (schema["x-ironweave-expression"] === "field") return { kind: "expression" };
  return { kind: "text", mayBeExpression: schema["x-ironweave-expression"] === "value" };
}

function fieldsOf(root: JsonObject, schema: JsonObject, properties: JsonObject): FormField[] {
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(properties).flatMap(([key, property]) => {
    if (!isObject(property)) return [];
    const words = followRef(root, property);
    return {
      key,
      schema: property,
      title: wordOf(words, "title") || key,
      description: wordOf(words, "description"),
      required: required.includes(key),
    };
  });
}

/** Index of the alternative that a value takes; 0 where the value is absent or fits none. */
export function chosenOption(root: JsonObject, options: readonly JsonObject[], value: Json | undefined): number {
  if (value === undefined) return 0;
  const scores = options.map((option) => fit(root, option, value));
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  return best === 0 ? 0 : scores.indexOf(best);
}

// How well a value fits: 0 not at all; constants and known keys count for, unknown keys against.
function fit(root: JsonObject, given: JsonObject, value: Json): number {
  const schema = followRef(root, given);
  if (Array.isArray(schema["oneOf"])) {
    return alternatives(schema).reduce((most, option) => Math.max(most, fit(root, option, value)), 0);
  }
  const type = schema["type"];
  if (type === undefined) return 1;
  if (typeOf(value) !== type && !(type === "number" && typeOf(value) === "integer")) return 0;
  if (typeof value === "string" && typeof schema["pattern"] === "string" && schema["title"] === "Expression") {
    return value.trim().startsWith("${") ? 3 : 0;
  }
  if (!isObject(value)) return 2;
  const properties = schema["properties"];
  if (!isObject(properties)) return 1;
  let score = 2;
  for (const [key, member] of Object.entries(value)) {
    const property = properties[key];
    if (!isObject(property)) score -= 1;
    else if (property["const"] !== undefined) score += property["const"] === member ? 10 : -10;
    else score += 1;
  }
  return Math.max(1, score);
}

function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

/** A first value for a control, so that choosing an alternative or adding an entry gives something to edit. */
export function startValue(root: JsonObject, given: JsonObject): Json {
  const schema = followRef(root, given);
  if (schema["default"] !== undefined) return schema["default"];
  const shape = shapeOf(root, given);
  switch (shape.kind) {
    case "constant":
      return shape.value;
    case "select":
      return shape.values[0] ?? "";
    case "object":
      return Object.fromEntries(
        shape.fields.filter((field) => field.required).map((field) => [field.key, startValue(root, field.schema)]),
      );
    case "map":
      return {};
    case "list":
    case "named-list":
    case "tasks":
      return [];
    case "choice":
      return startValue(root, shape.options[0] ?? {});
    case "switch":
      return false;
    case "number":
      return 0;
    case "expression":
      return "${ . }";
    case "task-name":
      return "continue";
    case "text":
      return wordOf(schema, "title") === "Expression" ? "${ . }" : "";
    case "yaml":
      return null;
  }
}
