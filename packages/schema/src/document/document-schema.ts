// The document's JSON Schema (2020-12), for forms, hovers and completion. Generated from the same nodes as the types and
// the structural check, for one version of the DSL at a time.

import type { Json, JsonObject } from "@ironweave/jq";
import { DEFINITIONS } from "./definitions.ts";
import { LATEST_DSL_VERSION, isAtLeast } from "./dsl-version.ts";
import type { DslVersion } from "./dsl-version.ts";
import { resolveVersion } from "./resolve-node.ts";
import type { ObjectShape, SchemaNode } from "./schema-node.ts";
import type { TaskKind } from "./task-kind.ts";
import { TASK_NODES } from "./task.ts";
import { workflow } from "./workflow.ts";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/**
 * The JSON Schema of a whole document. Beyond the standard's keywords it carries `x-ironweave-expression`
 * (`field` or `value`: see `ExpressionRole`) and `x-ironweave-names` (what a string refers to: see `NameKind`).
 * @default version 1.0.3
 */
export function documentSchema(version: DslVersion = LATEST_DSL_VERSION): JsonObject {
  return rootSchema(workflow, version);
}

/**
 * The JSON Schema of one task kind, with the same extra keywords.
 * @default version 1.0.3
 */
export function taskSchema(kind: TaskKind, version: DslVersion = LATEST_DSL_VERSION): JsonObject {
  return rootSchema(TASK_NODES[kind], version);
}

/** The JSON Schema of any node, self-contained. */
export function rootSchema(node: SchemaNode, version: DslVersion = LATEST_DSL_VERSION): JsonObject {
  const definitions: Record<string, Json> = {};
  for (const [name, definition] of Object.entries(DEFINITIONS)) definitions[name] = convert(definition, version);
  return { $schema: DIALECT, ...convert(node, version), $defs: definitions };
}

function convert(node: SchemaNode, version: DslVersion): JsonObject {
  const { title, description, examples, expression, names } = node.meta;
  const words: Record<string, Json> = {};
  if (title !== undefined) words["title"] = title;
  if (description !== undefined) words["description"] = description;
  if (node.meta.default !== undefined) words["default"] = node.meta.default;
  if (examples !== undefined) words["examples"] = examples;
  if (expression !== undefined) words["x-ironweave-expression"] = expression;
  if (names !== undefined) words["x-ironweave-names"] = names;
  return { ...convertShape(node, version), ...words };
}

function convertShape(node: SchemaNode, version: DslVersion): JsonObject {
  const { shape } = node;
  switch (shape.kind) {
    case "any":
      return {};
    case "boolean":
      return { type: "boolean" };
    case "integer":
      return {
        type: "integer",
        ...(shape.minimum === undefined ? {} : { minimum: shape.minimum }),
        ...(shape.maximum === undefined ? {} : { maximum: shape.maximum }),
      };
    case "string":
      return {
        type: "string",
        ...(shape.values === undefined ? {} : constantOrEnum(shape.values)),
        ...(shape.not === undefined ? {} : { not: { enum: shape.not } }),
        ...(shape.minLength === undefined ? {} : { minLength: shape.minLength }),
        ...shape.check?.keywords,
      };
    case "list":
      return {
        type: "array",
        items: convert(shape.items, version),
        ...(shape.minItems > 0 ? { minItems: shape.minItems } : {}),
      };
    case "map":
      return {
        type: "object",
        additionalProperties: convert(shape.values, version),
        ...(shape.minKeys > 0 ? { minProperties: shape.minKeys } : {}),
        ...(shape.single ? { maxProperties: 1 } : {}),
      };
    case "object":
      return convertObject(shape, version);
    case "choice":
      return { oneOf: shape.options.map((option) => convert(option, version)) };
    case "reference":
      return { $ref: `#/$defs/${shape.name}` };
    case "versions":
      return convert(resolveVersion(node, version), version);
  }
}

function constantOrEnum(values: readonly string[]): JsonObject {
  return values.length === 1 ? { const: values[0] ?? "" } : { enum: values };
}

function convertObject(shape: ObjectShape, version: DslVersion): JsonObject {
  const properties: Record<string, Json> = {};
  for (const [key, field] of Object.entries(shape.fields))
    if (isAtLeast(version, field.meta.since ?? "1.0.0")) properties[key] = convert(field, version);
  const groups = shape.exactlyOne.map((keys) => ({
    oneOf: keys.map((key) => ({ title: shape.fields[key]?.meta.title ?? key, required: [key] })),
  }));
  return {
    type: "object",
    properties,
    ...(shape.required.length > 0 ? { required: shape.required } : {}),
    ...(shape.minKeys > 0 ? { minProperties: shape.minKeys } : {}),
    ...(groups.length === 1 ? groups[0] : groups.length > 1 ? { allOf: groups } : {}),
    ...(shape.open === false ? { additionalProperties: false } : {}),
  };
}
