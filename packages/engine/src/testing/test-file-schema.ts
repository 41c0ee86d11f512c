// The shape of a `*.test.yaml` file as a JSON Schema, for the reader of test files and for editors.

import type { Json } from "@ironweave/jq";

const duration: Json = { type: ["string", "object"] };
const named = (value: Json): Json => ({ type: "object", additionalProperties: value });
const record = (properties: Record<string, Json>, required: readonly string[] = []): Json => ({
  type: "object",
  properties,
  required: [...required],
  additionalProperties: false,
});

const mockedCall = { output: {}, error: { type: "object" }, delay: duration };

const test = record(
  {
    name: { type: "string", minLength: 1 },
    input: {},
    secrets: { type: "object" },
    events: { type: "array", items: { type: "object" } },
    mocks: named(
      record({ ...mockedCall, outputs: { type: "array" }, calls: { type: "array", items: record(mockedCall) } }),
    ),
    clock: { anyOf: [{ const: "virtual" }, record({ startAt: { type: "string" } }, ["startAt"])] },
    cancelAfter: duration,
    expect: record({
      status: { enum: ["completed", "faulted", "cancelled", "waiting"] },
      output: {},
      exact: { type: "boolean" },
      error: { type: "object" },
      path: { type: "array", items: { type: "string" } },
      calls: named(record({ times: { type: "integer", minimum: 0 }, with: {} })),
      events: { type: "array", items: { type: "object" } },
      elapsed: duration,
    }),
  },
  ["name", "expect"],
);

/** JSON Schema (2020-12) of a test file. */
export const TEST_FILE_SCHEMA: Json = record(
  { workflow: { type: "string", minLength: 1 }, tests: { type: "array", minItems: 1, items: test } },
  ["workflow", "tests"],
);
