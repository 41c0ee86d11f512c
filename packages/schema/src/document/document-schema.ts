// The document's JSON Schema (2020-12), for forms, hovers and completion. Generated from the same nodes as the types and
// the structural check, for one version of the DSL at a time.

import type { Json, JsonObject } from "@ironweave/jq";
import { DEFINITIONS } from "./definitions.ts";
import { LATEST_DSL_VERSION, isAtLeast } from "./dsl-version.ts";
import type { DslVersion } from "./dsl-version.ts";
import { resolveVersion } from "./resolve-node.ts";
import { nameSharedShapes } from "./shared-shapes.ts";
import type { ObjectShape, SchemaNode, Shape } from "./schema-node.ts";
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

/** The JSON Schema of any node, self-contained: shapes used more than once are in `$defs`. */
export function rootSchema(node: SchemaNode, version: DslVersion = LATEST_DSL_VERSION): JsonObject {
  const names = nameSharedShapes(node, version);
  const definitions: Record<string, Json> = {};
  const context: Context = { version, names, definitions };
  const body = convert(node, context);
  return { $schema: DIALECT, ...body, $defs: definitions };
}

interface Context {
  readonly version: DslVersion;
  readonly names: ReadonlyMap<Shape, string>;
  readonly definitions: Record<string, Json>;
}

/** A reference to a shared shape, defining it at its first use; undefined for a shape that stands in place. */
function referTo(shape: Shape, context: Context): JsonObject | undefined {
  const name = context.names.get(shape);
  if (name === undefined) return undefined;
  if (!Object.hasOwn(context.definitions, name)) {
    context.definitions[name] = true;
    context.definitions[name] = convertShape({ shape, meta: {} }, context);
  }
  return { $ref: `#/$defs/${name}` };
}

function convert(node: SchemaNode, context: Context): JsonObject {
  const { title, description, examples, expression, names } = node.meta;
  const words: Record<string, Json> = {};
  if (title !== undefined) words["title"] = title;
  if (description !== undefined) words["description"] = description;
  if (node.meta.default !== undefined) words["default"] = node.meta.default;
  if (examples !== undefined) words["examples"] = examples;
  if (expression !== undefined) words["x-ironweave-expression"] = expression;
  if (names !== undefined) words["x-ironweave-names"] = names;
  if (node.meta.mediaType !== undefined) words["contentMediaType"] = node.meta.mediaType;
  return { ...(referTo(node.shape, context) ?? convertShape(node, context)), ...words };
}

function convertShape(node: SchemaNode, context: Context): JsonObject {
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
        type: shape.scalars === true ? ["string", "number", "boolean"] : "string",
        ...(shape.values === undefined ? {} : constantOrEnum(shape.values)),
        ...(shape.not === undefined ? {} : { not: { enum: shape.not } }),
        ...(shape.minLength === undefined ? {} : { minLength: shape.minLength }),
        ...shape.check?.keywords,
      };
    case "list":
      return {
        type: "array",
        items: convert(shape.items, context),
        ...(shape.minItems > 0 ? { minItems: shape.minItems } : {}),
      };
    case "map":
      return {
        type: "object",
        additionalProperties: convert(shape.values, context),
        ...(shape.minKeys > 0 ? { minProperties: shape.minKeys } : {}),
        ...(shape.single ? { maxProperties: 1 } : {}),
      };
    case "object":
      return convertObject(shape, context);
    case "choice":
      return { oneOf: shape.options.map((option) => convert(option, context)) };
    case "reference":
      return convert(DEFINITIONS[shape.name], context);
    case "versions":
      return convert(resolveVersion(node, context.version), context);
  }
}

function constantOrEnum(values: readonly string[]): JsonObject {
  return values.length === 1 ? { const: values[0] ?? "" } : { enum: values };
}

function convertObject(shape: ObjectShape, context: Context): JsonObject {
  const properties: Record<string, Json> = {};
  for (const [key, field] of Object.entries(shape.fields))
    if (isAtLeast(context.version, field.meta.since ?? "1.0.0")) properties[key] = convert(field, context);
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
    ...Object.assign({}, ...shape.rules.map(({ keywords }) => keywords)),
  };
}
