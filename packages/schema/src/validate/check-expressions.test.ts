// Expressions: each compiles where it stands, with the variables that exist there, and the mark is on the very characters.

import { describe, expect, test } from "vitest";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "./validate.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

/** Diagnostics as `code: marked text`. */
function found(body: string): string[] {
  const source = parseSource(HEAD + body);
  return validate(source).map(({ code, range }) => `${code}: ${source.text.slice(range.start, range.end)}`);
}

const set = (expression: string) => `do:\n  - a:\n      set:\n        x: ${expression}\n`;

describe("the mark", () => {
  test.each([
    ["plain text", set("${ .a | nope }"), ["undefined_function: nope"]],
    ["single quotes", set("'${ \"it''s\" | nope }'"), ["undefined_function: nope"]],
    ["double quotes", set('"${ .a | nope }"'), ["undefined_function: nope"]],
    [
      "a literal block",
      set("|\n          ${\n            .a\n            | nope\n          }"),
      ["undefined_function: nope"],
    ],
    ["a bare expression", "do:\n  - a: { if: .a | nope, wait: PT1S }\n", ["undefined_function: nope"]],
    ["a value deep inside data", set("{ y: [1, { z: '${ nope }' }] }"), ["undefined_function: nope"]],
    ["a variable", set("${ $nope }"), ["undefined_variable: $nope"]],
  ])("is right in %s", (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  test("is the whole scalar where the place cannot be told", () => {
    expect(found(set('"${ \\"a\\" | nope }"'))).toEqual(['undefined_function: "${ \\"a\\" | nope }"']);
  });
});

describe("a function that does not exist", () => {
  const messages = (expression: string) =>
    validate(parseSource(`${HEAD}${set(expression)}`)).map(({ message, fixes = [] }) => [
      message,
      fixes.map(({ title }) => title),
    ]);

  test.each([
    ["${ mapp(.a) }", "mapp/1 is not defined; did you mean map?", ["Change to map"]],
    ["${ limit(.a) }", "limit takes 2 arguments", []],
    ["${ length(.a) }", "length takes no arguments", []],
    [
      "${ test }",
      "test takes 1 or 2 arguments; data of that name is read with a dot in front: .test",
      ["Change to .test"],
    ],
    ["${ hosts }", "data is read with a dot in front: .hosts", ["Change to .hosts"]],
  ])("is told with what was meant: %s", (expression, message, titles) => {
    expect(messages(`'${expression}'`)).toEqual([[`the expression is not jq: ${message}`, titles]]);
  });
});

describe("variables", () => {
  test.each([
    ["$output in export.as", "do:\n  - a: { wait: PT1S, export: { as: '${ $output }' } }\n", []],
    [
      "$output in output.as",
      "do:\n  - a: { wait: PT1S, output: { as: '${ $output }' } }\n",
      ["undefined_variable: $output"],
    ],
    ["$task in a task", "do:\n  - a: { set: { x: '${ $task.name }' } }\n", []],
    ["$task outside tasks", "do: []\noutput: { as: '${ $task.name }' }\n", ["undefined_variable: $task"]],
    [
      "loop variables inside the loop",
      "do:\n  - a: { for: { in: .x, each: host }, while: $index < 3, do: [{ b: { set: { x: '${ $host + $index }' } } }] }\n",
      [],
    ],
    [
      "loop variables outside the loop",
      "do:\n  - a: { for: { in: '[$item]' }, do: [] }\n",
      ["undefined_variable: $item"],
    ],
    [
      "outer loop variables in an inner loop",
      "do:\n  - a: { for: { in: .x, each: p }, do: [{ b: { for: { in: $p, each: q, at: j }, do: [{ c: { set: { x: '${ $p, $q, $j }' } } }] } }] }\n",
      [],
    ],
    [
      "the caught error",
      "do:\n  - a: { try: [], catch: { as: e, when: $e.status == 500, retry: { when: $e.status == 500 }, do: [{ b: { set: { x: '${ $e }' } } }] } }\n",
      [],
    ],
    [
      "the caught error by its default name only where none is given",
      "do:\n  - a: { try: [], catch: { as: e, when: $error } }\n",
      ["undefined_variable: $error"],
    ],
    [
      "events in foreach",
      "do:\n  - a: { listen: { to: { one: { with: { type: t } } } }, foreach: { item: e, do: [{ b: { set: { x: '${ $e, $index }' } } }] } }\n",
      [],
    ],
    ["the extended task", 'use: { extensions: [{ x: { extend: call, when: $task.name == "a" } }] }\ndo: []\n', []],
    ["variables that the program binds itself", set("${ . as $x | $x }"), []],
  ])("%s", (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  test("a misspelt variable is named", () => {
    const [diagnostic] = validate(parseSource(HEAD + set("${ $contxt }")));
    expect(diagnostic?.message).toContain("did you mean $context?");
  });
});

describe("strict mode", () => {
  test("text around an expression is not evaluated, and says so", () => {
    expect(found(set("Hello ${ .name }"))).toEqual(["expression_not_evaluated: Hello ${ .name }"]);
    expect(found(`evaluate: { mode: loose }\n${set("Hello ${ .name }")}`)).toEqual([]);
  });

  test.each(["${ }", "${ .a | }", "${ .a ", "${ [.a }"])("%s is a mistake or plain text", (expression) => {
    const codes = found(set(`'${expression}'`)).map((line) => line.split(":")[0]);
    expect(codes).toEqual([expression.endsWith("}") ? "expression_syntax" : "expression_not_evaluated"]);
  });

  test("what reads outside the program is refused", () => {
    expect(found(set("${ input }"))).toEqual(["expression_refused: input"]);
    expect(found(set("${ env.HOME }"))).toEqual(["expression_refused: env"]);
  });

  test("scripts, commands and schemas are not expressions unless wrapped", () => {
    const body =
      "do:\n  - a: { run: { script: { language: js, code: 'const x = { a: `${ y }` }' } } }\ninput: { schema: { document: { pattern: '${ x }' } } }\n";
    expect(found(body)).toEqual([]);
  });
});
