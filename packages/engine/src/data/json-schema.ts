// JSON Schema as an interpreter: no code generation (the workflow sandbox and the browser forbid it), no platform RegExp
// (patterns run in jq's bounded engine), no network. Drafts 7 to 2020-12 as far as documents use them; `format` annotates.
// The first violation is enough: a document author wants one sentence with a pointer.

import { compile } from "@ironweave/jq";
import type { Json, JsonObject } from "@ironweave/jq";
import { isJsonArray, isJsonObject, jsonEqual, jsonType } from "./json-value.ts";
import { resolveReference } from "./json-schema-reference.ts";

/** Deepest nesting of schemas and references during one validation. */
const MAX_DEPTH = 200;

/** One violation: JSON Pointer into the value, and what is wrong there. */
export interface SchemaViolation {
  readonly pointer: string;
  readonly message: string;
}

type PatternTest = (text: string) => boolean;

/** Compiled patterns of one run. */
export class SchemaCache {
  readonly #patterns = new Map<string, PatternTest>();

  pattern(source: string): PatternTest {
    const known = this.#patterns.get(source);
    if (known !== undefined) return known;
    const program = compile("test($pattern)", { variables: ["pattern"] });
    const test: PatternTest = (text) => program.run(text, { variables: { pattern: source } })[0] === true;
    this.#patterns.set(source, test);
    return test;
  }
}

/** The first violation of the schema, or undefined where the value is valid. Throws jq's errors for unusable patterns. */
export function findSchemaViolation(schema: Json, value: Json, cache: SchemaCache): SchemaViolation | undefined {
  return new Validation(schema, cache).check(schema, value, "", 0);
}

class Validation {
  readonly #root: Json;
  readonly #cache: SchemaCache;

  constructor(root: Json, cache: SchemaCache) {
    this.#root = root;
    this.#cache = cache;
  }

  check(schema: Json | undefined, value: Json, at: string, depth: number): SchemaViolation | undefined {
    if (schema === undefined || schema === true) return undefined;
    if (schema === false) return { pointer: at, message: "is not allowed" };
    if (!isJsonObject(schema)) return { pointer: at, message: "has a schema that is neither an object nor a boolean" };
    if (depth > MAX_DEPTH) return { pointer: at, message: `is nested in more than ${MAX_DEPTH} schemas` };
    return (
      this.#reference(schema, value, at, depth) ??
      checkAny(schema, value, at) ??
      (typeof value === "number" ? checkNumber(schema, value, at) : undefined) ??
      (typeof value === "string" ? this.#text(schema, value, at) : undefined) ??
      (isJsonArray(value) ? this.#array(schema, value, at, depth) : undefined) ??
      (isJsonObject(value) ? this.#object(schema, value, at, depth) : undefined) ??
      this.#combined(schema, value, at, depth)
    );
  }

  #reference(schema: JsonObject, value: Json, at: string, depth: number): SchemaViolation | undefined {
    const reference = schema["$ref"] ?? schema["$dynamicRef"];
    if (typeof reference !== "string") return undefined;
    const target = resolveReference(this.#root, reference);
    if (target === undefined) return { pointer: at, message: `has a schema whose $ref ${reference} leads nowhere` };
    return this.check(target, value, at, depth + 1);
  }

  #text(schema: JsonObject, value: string, at: string): SchemaViolation | undefined {
    const { minLength, maxLength, pattern } = schema;
    const length = typeof minLength === "number" || typeof maxLength === "number" ? Array.from(value).length : 0;
    if (typeof minLength === "number" && length < minLength) {
      return { pointer: at, message: `must have at least ${minLength} characters` };
    }
    if (typeof maxLength === "number" && length > maxLength) {
      return { pointer: at, message: `must have at most ${maxLength} characters` };
    }
    if (typeof pattern === "string" && !this.#cache.pattern(pattern)(value)) {
      return { pointer: at, message: `must match the pattern ${pattern}` };
    }
    return undefined;
  }

  #array(schema: JsonObject, value: readonly Json[], at: string, depth: number): SchemaViolation | undefined {
    const size = checkSize(schema, value.length, at, "Items", "items");
    if (size !== undefined) return size;
    if (schema["uniqueItems"] === true) {
      const twin = value.findIndex((item, index) => value.slice(0, index).some((other) => jsonEqual(item, other)));
      if (twin >= 0) return { pointer: `${at}/${twin}`, message: "must not repeat another item" };
    }
    const { items, prefixItems, additionalItems, contains } = schema;
    const prefix = isJsonArray(prefixItems) ? prefixItems : isJsonArray(items) ? items : [];
    const rest = isJsonArray(items) ? additionalItems : items;
    for (const [index, item] of value.entries()) {
      const violation = this.check(index < prefix.length ? prefix[index] : rest, item, `${at}/${index}`, depth + 1);
      if (violation !== undefined) return violation;
    }
    if (contains === undefined) return undefined;
    const found = value.filter((item) => this.check(contains, item, at, depth + 1) === undefined).length;
    const { minContains = 1, maxContains } = schema;
    if (typeof minContains === "number" && found < minContains) {
      return { pointer: at, message: `must contain at least ${minContains} items of a certain shape, has ${found}` };
    }
    return typeof maxContains === "number" && found > maxContains
      ? { pointer: at, message: `must contain at most ${maxContains} items of a certain shape, has ${found}` }
      : undefined;
  }

  #object(schema: JsonObject, value: JsonObject, at: string, depth: number): SchemaViolation | undefined {
    const keys = Object.keys(value);
    const size = checkSize(schema, keys.length, at, "Properties", "properties") ?? checkRequired(schema, value, at);
    if (size !== undefined) return size;
    const { properties, patternProperties, additionalProperties, propertyNames } = schema;
    const patterns = isJsonObject(patternProperties) ? Object.entries(patternProperties) : [];
    for (const key of keys) {
      const item = value[key] ?? null;
      const pointer = `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      const named = isJsonObject(properties) && Object.hasOwn(properties, key) ? [properties[key]] : [];
      const matched = patterns.filter(([pattern]) => this.#cache.pattern(pattern)(key)).map(([, each]) => each);
      const schemas = [...named, ...matched];
      for (const each of schemas.length === 0 ? [additionalProperties] : schemas) {
        const violation = this.check(each, item, pointer, depth + 1);
        if (violation !== undefined) return violation;
      }
      if (this.check(propertyNames, key, pointer, depth + 1) !== undefined) {
        return { pointer, message: "has a name that is not allowed" };
      }
    }
    return this.#dependents(schema, value, at, depth);
  }

  #dependents(schema: JsonObject, value: JsonObject, at: string, depth: number): SchemaViolation | undefined {
    const groups = [schema["dependentSchemas"], schema["dependentRequired"], schema["dependencies"]];
    for (const [key, dependent] of groups.flatMap((group) => (isJsonObject(group) ? Object.entries(group) : []))) {
      if (!Object.hasOwn(value, key)) continue;
      const violation = isJsonArray(dependent)
        ? checkRequired({ required: dependent }, value, at)
        : this.check(dependent, value, at, depth + 1);
      if (violation !== undefined) return violation;
    }
    return undefined;
  }

  #combined(schema: JsonObject, value: Json, at: string, depth: number): SchemaViolation | undefined {
    const valid = (each: Json): boolean => this.check(each, value, at, depth + 1) === undefined;
    const { allOf, anyOf, oneOf, not } = schema;
    for (const each of isJsonArray(allOf) ? allOf : []) {
      const violation = this.check(each, value, at, depth + 1);
      if (violation !== undefined) return violation;
    }
    if (isJsonArray(anyOf) && !anyOf.some(valid)) return { pointer: at, message: "matches none of the shapes allowed" };
    if (isJsonArray(oneOf)) {
      const count = oneOf.filter(valid).length;
      if (count !== 1) return { pointer: at, message: `matches ${count} of the shapes of which it must match one` };
    }
    if (not !== undefined && valid(not)) return { pointer: at, message: "has a shape that is not allowed" };
    if (schema["if"] === undefined) return undefined;
    return this.check(valid(schema["if"]) ? schema["then"] : schema["else"], value, at, depth + 1);
  }
}

function checkAny(schema: JsonObject, value: Json, at: string): SchemaViolation | undefined {
  const { type } = schema;
  const types = isJsonArray(type) ? type : type === undefined ? [] : [type];
  if (types.length > 0 && !types.some((each) => hasType(value, each))) {
    return {
      pointer: at,
      message: `must be ${types.map((each) => JSON.stringify(each)).join(" or ")}, is ${jsonType(value)}`,
    };
  }
  if (isJsonArray(schema["enum"]) && !schema["enum"].some((each) => jsonEqual(each, value))) {
    return { pointer: at, message: `must be one of ${JSON.stringify(schema["enum"])}` };
  }
  return schema["const"] !== undefined && !jsonEqual(schema["const"], value)
    ? { pointer: at, message: `must be ${JSON.stringify(schema["const"])}` }
    : undefined;
}

function hasType(value: Json, type: Json): boolean {
  return type === "integer" ? Number.isInteger(value) : jsonType(value) === type;
}

function checkNumber(schema: JsonObject, value: number, at: string): SchemaViolation | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (typeof minimum === "number" && value < minimum) return { pointer: at, message: `must be at least ${minimum}` };
  if (typeof maximum === "number" && value > maximum) return { pointer: at, message: `must be at most ${maximum}` };
  if (typeof exclusiveMinimum === "number" && value <= exclusiveMinimum) {
    return { pointer: at, message: `must be more than ${exclusiveMinimum}` };
  }
  if (typeof exclusiveMaximum === "number" && value >= exclusiveMaximum) {
    return { pointer: at, message: `must be less than ${exclusiveMaximum}` };
  }
  if (typeof multipleOf !== "number" || multipleOf <= 0) return undefined;
  const quotient = value / multipleOf;
  return Math.abs(quotient - Math.round(quotient)) > 1e-9 * Math.max(1, Math.abs(quotient))
    ? { pointer: at, message: `must be a multiple of ${multipleOf}` }
    : undefined;
}

function checkSize(
  schema: JsonObject,
  size: number,
  at: string,
  suffix: string,
  noun: string,
): SchemaViolation | undefined {
  const min = schema[`min${suffix}`];
  const max = schema[`max${suffix}`];
  if (typeof min === "number" && size < min) return { pointer: at, message: `must have at least ${min} ${noun}` };
  if (typeof max === "number" && size > max) return { pointer: at, message: `must have at most ${max} ${noun}` };
  return undefined;
}

function checkRequired(schema: JsonObject, value: JsonObject, at: string): SchemaViolation | undefined {
  const { required } = schema;
  const missing = isJsonArray(required)
    ? required.find((key) => typeof key === "string" && !Object.hasOwn(value, key))
    : undefined;
  return missing === undefined
    ? undefined
    : { pointer: at, message: `must have the property ${JSON.stringify(missing)}` };
}
