// Events that `emit` could never publish are told where they are written.

import { expect, test } from "vitest";
import { applyTextEdits } from "../yaml/apply-text-edits.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "./validate.ts";

const text = (attributes: string, mode = "strict"): string =>
  `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
evaluate: { mode: ${mode} }
do: [{ e: { emit: { event: { with: { source: 'https://a.b', type: x, ${attributes} } } } } }]
`;

function marks(attributes: string, mode?: string) {
  const source = text(attributes, mode);
  return validate(parseSource(source)).map(({ code, range }) => [code, source.slice(range.start, range.end)]);
}

const code = "invalid_event_attribute";

test.each([
  ["id: ''", [[code, "''"]]],
  ["specversion: '0.3'", [[code, "'0.3'"]]],
  ["Bad-Name: 1", [[code, "Bad-Name"]]],
  ["Bad-Name: '${ .x }'", [[code, "Bad-Name"]]],
  ["obj: { a: 1 }", [[code, "{ a: 1 }"]]],
  ["obj: ['${ .x }']", [[code, "['${ .x }']"]]],
  ["nothing: null", [[code, "null"]]],
  ["data: hi, data_base64: AA==", [[code, "data_base64"]]],
  ["data_base64: 'a\\u0001'", []],
  ['data_base64: "a\\u0001"', [[code, '"a\\u0001"']]],
  ["time: '2026-01-01 00:00:00Z'", [[code, "'2026-01-01 00:00:00Z'"]]],
  ["time: nope", [["invalid_time", "nope"]]],
  ["id: '${ .id }', subject: '${ {} }', ext: '${ 1 }', n: 5, b: true, data: { a: [1] }", []],
  ["specversion: '1.0', time: '2026-01-01T00:00:00+01:00', data_base64: AA==", []],
])("an event with %s", (attributes, expected) => {
  expect(marks(attributes)).toEqual(expected);
});

test("in loose mode a text may be an expression, an empty one is a text", () => {
  expect(marks("specversion: .v, id: .id", "loose")).toEqual([]);
  expect(marks("id: ''", "loose")).toEqual([[code, "''"]]);
});

test("only a version without its quotes is mended without asking", () => {
  const fixes = (attributes: string) => {
    const source = text(attributes);
    return validate(parseSource(source)).flatMap(({ fixes: found = [] }) =>
      found.map(({ byHand = false, edits }) => [byHand, applyTextEdits(source, edits)]),
    );
  };
  expect([fixes("specversion: 1.0"), fixes("specversion: '0.3'"), fixes("Bad-Name: 1")]).toEqual([
    [[false, text("specversion: '1.0'")]],
    [[true, text("specversion: '1.0'")]],
    [[true, text("badname: 1")]],
  ]);
});
