// What is certain of an expression before it runs, with the mark on the very part of it.

import { describe, expect, test } from "vitest";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "./validate.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

/** Diagnostics as `code: marked text`. */
function found(body: string): string[] {
  const source = parseSource(HEAD + body);
  return validate(source).map(({ code, severity, range }) => {
    expect(severity).toBe("warning");
    return `${code.replace("expression_", "")}: ${source.text.slice(range.start, range.end)}`;
  });
}

const set = (expression: string) => `do:\n  - a:\n      set:\n        x: ${expression}\n`;
const task = (text: string) => `do:\n  - a: ${text}\n`;

describe("what cannot work, or decides nothing, is marked", () => {
  test.each([
    ["plain text", set("${ .a | tostring | . + 1 }"), ["fails: . + 1"]],
    ["single quotes", set("'${ \"it''s\" | keys }'"), ["fails: keys"]],
    ["a literal block", set("|\n          ${\n            .a\n            | tojson | .b\n          }"), ["fails: .b"]],
    ["only where it is reached", set('${ if .x then "a" - 1 else 0 end }'), ['fails: "a" - 1']],
    ["data", set("{ y: [1, '${ (.n | length) == \"3\" }'] }"), ['constant: (.n | length) == "3"']],
    ["if", task("{ if: '.status = \"ok\"', wait: PT1S }"), ['constant: .status = "ok"']],
    ["when", task("{ switch: [{ c: { when: '${ .status == 200 or 201 }', then: end } }] }"), ["constant: 201"]],
    ["while", task("{ for: { in: .xs }, while: .n | length, do: [] }"), ["constant: .n | length"]],
    ["catch.when", task("{ try: [], catch: { when: '[$error]' } }"), ["constant: [$error]"]],
  ])("in %s", (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });
});

describe("what is never of the kind that its place takes is told", () => {
  test.each([
    ["for.in", task("{ for: { in: '.xs | length' }, do: [] }"), ["wrong_result: .xs | length"]],
    ["wait", task("{ wait: '${ .n - 1 }' }"), ["wrong_result: .n - 1"]],
    ["wait, by its text", task("{ wait: '${ \"5m\" }' }"), ['wrong_result: "5m"']],
    ["timeout", task("{ wait: PT1S, timeout: { after: '${ [5] }' } }"), ["wrong_result: [5]"]],
    ["endpoint", task("{ call: http, with: { method: GET, endpoint: '${ 5 }' } }"), ["wrong_result: 5"]],
    [
      "headers",
      task("{ call: http, with: { method: GET, endpoint: https://x.example, headers: '${ [1] }' } }"),
      ["wrong_result: [1]"],
    ],
  ])("%s", (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });
});

test.each([
  set("${ .a - 1 }"),
  set('${ try ("a" - 1) catch 0 }'),
  set('${ error("not yet") }'),
  task("{ if: 'true', wait: PT1S }"),
  task("{ if: .x, wait: '${ .later }' }"),
  task("{ wait: '${ \"PT5M\" }' }"),
  task("{ wait: '${ {minutes: .n} }' }"),
  task("{ for: { in: '.xs // []' }, do: [] }"),
  task("{ for: { in: .xs }, while: '.a and (.b | not)', do: [] }"),
  task("{ call: http, with: { method: GET, endpoint: https://x.example, headers: '${ null }' } }"),
])("%s may be right", (body) => {
  expect(found(body)).toEqual([]);
});

test.each([
  ["{ if: '.status = \"ok\"', wait: PT1S }", "{ if: '.status == \"ok\"', wait: PT1S }"],
  ["{ if: '${ .status = 1 }', wait: PT1S }", "{ if: '${ .status == 1 }', wait: PT1S }"],
])("%s: the comparison is offered", (before, after) => {
  const source = parseSource(HEAD + task(before));
  const fix = validate(source)[0]?.fixes?.[0];
  expect(fix).toMatchObject({ title: "Compare with ==", byHand: true });
  const [edit] = fix?.edits ?? [];
  if (edit === undefined) throw new Error("no edit");
  const mended = source.text.slice(0, edit.range.start) + edit.text + source.text.slice(edit.range.end);
  expect(mended).toBe(HEAD + task(after));
});
