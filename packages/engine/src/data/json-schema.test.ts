import Ajv from "ajv";
import type { Json } from "@ironweave/jq";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findSchemaViolation, SchemaCache } from "./json-schema.ts";

const cache = new SchemaCache();
const violation = (schema: Json, value: Json) => findSchemaViolation(schema, value, cache);

test("[D14] each keyword refuses with a pointer and a sentence", () => {
  const cases: readonly (readonly [Json, Json, string, string])[] = [
    [{ type: ["string", "null"] }, 1, "", 'must be "string" or "null", is number'],
    [{ type: "integer" }, 1.5, "", 'must be "integer", is number'],
    [{ enum: [1, { a: 2 }] }, { a: 3 }, "", 'must be one of [1,{"a":2}]'],
    [{ const: 1 }, 2, "", "must be 1"],
    [{ minLength: 2 }, "𝒳", "", "must have at least 2 characters"],
    [{ pattern: "^a+$" }, "b", "", "must match the pattern ^a+$"],
    [{ multipleOf: 0.1 }, 0.35, "", "must be a multiple of 0.1"],
    [{ items: { type: "string" } }, ["a", 1], "/1", 'must be "string", is number'],
    [{ prefixItems: [true, false], items: false }, [1, 2], "/1", "is not allowed"],
    [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }], "/1", "must not repeat another item"],
    [{ contains: { const: 1 } }, [2], "", "must contain at least 1 items of a certain shape, has 0"],
    [{ required: ["a"] }, {}, "", 'must have the property "a"'],
    [{ properties: { "a/b": { type: "string" } } }, { "a/b": 1 }, "/a~1b", 'must be "string", is number'],
    [{ additionalProperties: false, properties: { a: true } }, { b: 1 }, "/b", "is not allowed"],
    [{ patternProperties: { "^x": { type: "string" } } }, { xy: 1 }, "/xy", 'must be "string", is number'],
    [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, "/ab", "has a name that is not allowed"],
    [{ dependentRequired: { a: ["b"] } }, { a: 1 }, "", 'must have the property "b"'],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, 1, "", "matches none of the shapes allowed"],
    [{ oneOf: [{ type: "number" }, { minimum: 0 }] }, 1, "", "matches 2 of the shapes of which it must match one"],
    [{ not: { type: "number" } }, 1, "", "has a shape that is not allowed"],
    [{ if: { minimum: 5 }, then: { multipleOf: 5 } }, 7, "", "must be a multiple of 5"],
    [{ $ref: "#/$defs/n", $defs: { n: { type: "null" } } }, 1, "", 'must be "null", is number'],
    [{ $ref: "#n", definitions: { x: { $anchor: "n", type: "null" } } }, 1, "", 'must be "null", is number'],
    [{ $ref: "#/nowhere" }, 1, "", "has a schema whose $ref #/nowhere leads nowhere"],
    [{ $ref: "#" }, 1, "", "is nested in more than 200 schemas"],
  ];
  for (const [schema, value, pointer, message] of cases) {
    expect(violation(schema, value), JSON.stringify(schema)).toEqual({ pointer, message });
  }
});

test("[D14] format annotates and unknown keywords are ignored", () => {
  expect(violation({ format: "date", colour: "red" }, "nonsense")).toBeUndefined();
});

const value = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>(null, true, false, 0, 1, 2.5, -3, "", "a", "ab", "abc"),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("json"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).json;

const schema = fc.letrec<{ schema: Json }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2, depthSize: "xsmall" },
    fc.boolean(),
    fc.record(
      {
        type: fc.constantFrom("null", "boolean", "number", "integer", "string", "array", "object"),
        minimum: fc.integer({ min: -3, max: 3 }),
        exclusiveMaximum: fc.integer({ min: -3, max: 3 }),
        maxLength: fc.nat(3),
        const: value,
        minItems: fc.nat(2),
        items: tie("schema"),
        prefixItems: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
        contains: tie("schema"),
        uniqueItems: fc.boolean(),
        properties: fc.dictionary(fc.constantFrom("a", "b"), tie("schema"), { noNullPrototype: true }),
        additionalProperties: tie("schema"),
        required: fc.uniqueArray(fc.constantFrom("a", "b", "c")),
        maxProperties: fc.nat(2),
        anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
        oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
        allOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
        not: tie("schema"),
        if: tie("schema"),
        then: tie("schema"),
        else: tie("schema"),
      },
      { requiredKeys: [], noNullPrototype: true },
    ) as fc.Arbitrary<Json>,
  ),
})).schema;

test("[D14] the verdict is that of a reference validator", async () => {
  const { default: Ajv2020 } = await import("ajv/dist/2020.js");
  const ajv: Ajv = new Ajv2020({ strict: false, validateSchema: false, addUsedSchema: false });
  fc.assert(
    fc.property(schema, value, (given, data) => {
      const expected = typeof given === "boolean" ? given : ajv.compile(given as object)(data);
      expect(violation(given, data) === undefined, JSON.stringify({ given, data })).toBe(expected);
    }),
    { numRuns: 300 },
  );
});
