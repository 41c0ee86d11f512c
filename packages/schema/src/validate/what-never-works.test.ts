// Schedules, schemas, catches and raised errors that read well and can never work: each is told before a run finds out.

import { expect, test } from "vitest";
import { validateBody } from "./validate-body.ts";

function marks(body: string) {
  return validateBody(body).map(({ code, severity, marked }) => [code, severity, marked]);
}

const every = (value: string): string => `schedule: { every: ${value} }\ndo: []\n`;
const after = (value: string): string => `schedule: { after: ${value} }\ndo: []\n`;
const schema = (value: string): string => `input: { schema: ${value} }\ndo: []\n`;
const caught = (value: string): string => `do: [{ a: { try: [{ b: { wait: PT1S } }], catch: ${value} } }]\n`;
const raised = (value: string): string =>
  `use: { errors: { e1: { type: https://x.example/1, status: 401 } } }\ndo: [{ a: { if: .x, raise: { error: ${value} } } }, { b: { raise: { error: e1 } } }]\n`;

test.each([
  [every("PT0S"), [["interval_too_short", "warning", "PT0S"]]],
  [every("PT0.2S"), [["interval_too_short", "warning", "PT0.2S"]]],
  [every("{ milliseconds: 1 }"), [["interval_too_short", "warning", "{ milliseconds: 1 }"]]],
  [
    every("{}"),
    [
      ["empty", "error", "every"],
      ["interval_too_short", "warning", "{}"],
    ],
  ],
  [every("'${ {} }'"), [["interval_too_short", "warning", "'${ {} }'"]]],
  [every("'${ \"PT0S\" }'"), [["interval_too_short", "warning", "'${ \"PT0S\" }'"]]],
  [every("'${ .x }'"), [["schedule_not_constant", "warning", "'${ .x }'"]]],
  [after("'${ $context.x }'"), [["schedule_not_constant", "warning", "'${ $context.x }'"]]],
  [schema("{ format: avro, document: { type: record } }"), [["unsupported_schema_format", "error", "avro"]]],
  [schema("{ document: { type: strng } }"), [["invalid_schema", "error", "strng"]]],
  [schema("{ document: { type: [string, nul] } }"), [["invalid_schema", "error", "nul"]]],
  [schema("{ document: { pattern: '(' } }"), [["invalid_schema", "error", "'('"]]],
  [schema("{ document: { items: { anyOf: [{ type: int }] } } }"), [["invalid_schema", "error", "int"]]],
  [
    schema("{ document: { properties: [], required: a } }"),
    [
      ["invalid_schema", "warning", "[]"],
      ["invalid_schema", "warning", "a"],
    ],
  ],
  [schema("{ document: text }"), [["invalid_schema", "error", "text"]]],
  [
    "do: [{ a: { set: { x: 1 }, export: { schema: { document: { type: str } } } } }]\n",
    [["invalid_schema", "error", "str"]],
  ],
  [caught("{ errors: { with: { type: expression } } }"), [["unmatched_error_type", "warning", "expression"]]],
  [caught("{ errors: { with: { type: mine } } }"), [["unmatched_error_type", "warning", "mine"]]],
  [caught("{ retry: { limit: { attempt: { count: -5 } } } }"), [["invalid_retry", "warning", "-5"]]],
  [caught("{ retry: { jitter: { from: PT5S, to: PT1S } } }"), [["invalid_retry", "warning", "jitter"]]],
  [
    `use: { retries: { r: { jitter: { from: { minutes: 1 }, to: PT59S } } } }\n${caught("{ retry: r }")}`,
    [["invalid_retry", "warning", "jitter"]],
  ],
  [raised("'${ \"e1\" }'"), [["name_in_expression", "error", "'${ \"e1\" }'"]]],
  [raised("'${ \"other\" }'"), [["expression_wrong_result", "warning", '"other"']]],
  [raised("'${ 5 + }'"), [["expression_syntax", "error", expect.any(String)]]],
])("%s", (body, expected) => {
  expect(marks(body)).toEqual(expected);
});

test.each([
  every("PT1S"),
  every("{ milliseconds: 1000 }"),
  every("P1M"),
  every("'${ \"PT5M\" }'"),
  every("'${ { minutes: 5 } }'"),
  after("PT0S"),
  schema("{ format: json, document: { type: object } }"),
  schema("{ format: 'json:2020-12', document: true }"),
  schema(
    "{ document: { type: [string, 'null'], pattern: '^a+$', required: [], properties: { type: { type: integer } } } }",
  ),
  schema(
    "{ document: { properties: { pattern: { const: '(' } }, enum: [{ type: strng }], default: { type: strng } } }",
  ),
  schema("{ resource: { endpoint: https://x.example/s.json } }"),
  caught("{ errors: { with: { type: https://x.example/mine, status: 500 } } }"),
  caught("{ errors: { with: { type: 'urn:mine' } } }"),
  caught("{ retry: { limit: { attempt: { count: 0 } }, jitter: { from: PT1S, to: PT1S } } }"),
  caught("{ retry: { jitter: { from: '${ .from }', to: PT1S } } }"),
  raised("'${ .error }'"),
  raised("'${ { type: .type, status: 500 } }'"),
])("nothing is said of %s", (body) => {
  expect(marks(body)).toEqual([]);
});
