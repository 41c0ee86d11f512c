// One mistake, one diagnostic, at the right place. The documents are written so that the marked text is the mistake:
// `«…»` is the span that the diagnostic must have.

import { describe, expect, test } from "vitest";
import { applyTextEdits } from "../yaml/apply-text-edits.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "./validate.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

/** Diagnostics as `code: marked text`, for a body below a valid header (or a whole document). */
function found(body: string, head = HEAD): string[] {
  const source = parseSource(head + body);
  return validate(source).map(({ code, range }) => `${code}: ${source.text.slice(range.start, range.end)}`);
}

function fixed(body: string): string {
  const text = HEAD + body;
  const edits = validate(parseSource(text)).flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  return applyTextEdits(text, edits).slice(HEAD.length);
}

describe("structure", () => {
  test.each([
    [
      "a misspelt kind",
      "do:\n  - a:\n      cal: http\n      with: { method: GET, endpoint: https://x.example }\n",
      ["unknown_property: cal"],
    ],
    [
      "a misspelt argument",
      "do:\n  - a:\n      call: http\n      with: { metod: GET, endpoint: https://x.example }\n",
      ["unknown_property: metod"],
    ],
    ["a missing argument", "do:\n  - a:\n      call: http\n      with: { method: GET }\n", ["missing_property: with"]],
    ["a task without a kind", "do:\n  - a:\n      note: hello\n", ["missing_task_kind: a"]],
    ["an empty task", "do:\n  - a:\n", ["missing_task_kind: a"]],
    ["a task with two kinds", "do:\n  - a:\n      set: { x: 1 }\n      wait: PT1S\n", ["several_task_kinds: wait"]],
    ["two tasks in one item", "do:\n  - a: { wait: PT1S }\n    b: { wait: PT1S }\n", ["several_in_item: b"]],
    ["a task that is not indented", "do:\n  - a:\n    wait: PT1S\n", ["wrong_indentation: wait"]],
    [
      "a task without a name",
      "do:\n  - call: http\n    with: { method: GET, endpoint: https://x.example }\n",
      ["missing_name: call"],
    ],
    [
      "two processes",
      "do:\n  - a:\n      run: { shell: { command: ls }, script: { language: js, code: '1' } }\n",
      ["conflicting_properties: script"],
    ],
    ["no process", "do:\n  - a:\n      run: { await: true }\n", ["missing_property: run"]],
    ["a value of the wrong type", "do:\n  - a:\n      for: { in: [1, 2] }\n      do: []\n", ["wrong_type: [1, 2]"]],
    [
      "a wrong enum",
      "do:\n  - a:\n      call: http\n      with: { method: GET, endpoint: https://x.example, output: respons }\n",
      ["not_allowed_value: respons"],
    ],
    [
      "a relative URI",
      "do:\n  - a:\n      call: http\n      with: { method: GET, endpoint: x/y }\n",
      ["invalid_uri: x/y"],
    ],
    ["a wrong duration", "do:\n  - a:\n      wait: 5 minutes\n", ["invalid_duration: 5 minutes"]],
    ["a negative duration", "do:\n  - a:\n      wait: { seconds: -5 }\n", ["invalid_duration: -5"]],
    ["an unknown part of a duration", "do:\n  - a:\n      wait: { second: 5 }\n", ["unknown_property: second"]],
    ["a missing list of tasks", "input: {}\n", ["missing_property: " + HEAD.slice(0, -1) + "\ninput: {}"]],
    ["an unknown key at the top, which the schema allows", "do: []\noutpt: {}\n", ["unknown_property: outpt"]],
  ])("%s gives one diagnostic", (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  test("a version that is a number is quoted by its fix", () => {
    const head = "document: { dsl: 1.0.3, namespace: test, name: test, version: 1 }\n";
    const source = parseSource(`${head}do: []\n`);
    const [diagnostic] = validate(source);
    expect(diagnostic?.code).toBe("wrong_type");
    expect(applyTextEdits(source.text, diagnostic?.fixes?.[0]?.edits ?? [])).toContain("version: '1' }");
  });

  test("what a later version brought is named as such", () => {
    const head = HEAD.replace("1.0.3", "1.0.0");
    expect(found("do:\n  - a:\n      run: { container: { image: x, pullPolicy: always } }\n", head)).toEqual([
      "older_dsl: '1.0.0'",
      "needs_newer_dsl: pullPolicy",
    ]);
    expect(found("do:\n  - a:\n      set: '${ .x }'\n", head)).toEqual(["older_dsl: '1.0.0'", "wrong_type: '${ .x }'"]);
  });

  test("both shapes of arguments hold, each in its version", () => {
    const body = (args: string) => `do:\n  - a:\n      run: { shell: { command: ls, arguments: ${args} } }\n`;
    expect(found(body("[a]"))).toEqual([]);
    expect(found(body("{ a: 1 }"), HEAD.replace("1.0.3", "1.0.2"))).toEqual(["older_dsl: '1.0.2'"]);
    expect(found(body("{ a: 1 }"))).toEqual(["wrong_type: { a: 1 }"]);
  });
});

describe("names and jumps", () => {
  test.each([
    ["duplicate names", "do:\n  - a: { wait: PT1S }\n  - a: { wait: PT1S }\n", ["duplicate_name: a"]],
    ["a reserved name", "do:\n  - end: { wait: PT1S }\n", ["reserved_name: end"]],
    ["a jump to nowhere", "do:\n  - a: { wait: PT1S, then: nowhere }\n", ["unknown_target: nowhere"]],
    [
      "a jump out of its list",
      "do:\n  - a: { wait: PT1S }\n  - b:\n      do:\n        - c: { wait: PT1S, then: a }\n",
      ["target_outside_scope: a"],
    ],
    [
      "a jump between branches",
      "do:\n  - f:\n      fork:\n        branches:\n          - a: { wait: PT1S, then: b }\n          - b: { wait: PT1S }\n",
      ["target_outside_scope: b"],
    ],
    [
      "two defaults",
      "do:\n  - s:\n      switch:\n        - a: { then: end }\n        - b: { then: exit }\n",
      ["several_defaults: b"],
    ],
    ["an unreachable task", "do:\n  - a: { wait: PT1S, then: end }\n  - b: { wait: PT1S }\n", ["unreachable_task: b"]],
    [
      "a task after raise",
      "do:\n  - a: { raise: { error: { type: https://x.example/e, status: 500 } } }\n  - b: { wait: PT1S }\n",
      ["unreachable_task: b"],
    ],
    [
      "a task after a raise that waits for the end",
      "do:\n  - a: { raise: { error: { type: https://x.example/e, status: 500 } }, metadata: { ironweave: { deferred: true } } }\n  - b: { wait: PT1S }\n",
      [],
    ],
    ["an unknown function", "do:\n  - a: { call: htp, with: {} }\n", ["unknown_function: htp"]],
    ["an unknown catalog", "do:\n  - a: { call: 'f:1.0.0@mine' }\n", ["unknown_catalog: 'f:1.0.0@mine'"]],
    ["an unknown retry policy", "do:\n  - a:\n      try: []\n      catch: { retry: mine }\n", ["unknown_retry: mine"]],
    ["an unknown timeout", "do:\n  - a: { wait: PT1S, timeout: mine }\n", ["unknown_timeout: mine"]],
    ["an unknown error", "do:\n  - a: { raise: { error: mine } }\n", ["unknown_error: mine"]],
    [
      "an unknown policy",
      "do:\n  - a: { call: http, with: { method: GET, endpoint: { uri: https://x.example, authentication: { use: mine } } } }\n",
      ["unknown_authentication: mine"],
    ],
    [
      "an undeclared secret in an expression",
      "do:\n  - a: { run: { shell: { command: ls, stdin: '${ $secrets.mine }' } } }\n",
      ["unknown_secret: '${ $secrets.mine }'"],
    ],
    ["an unused name", "use: { timeouts: { mine: { after: PT1S } } }\ndo: []\n", ["unused_name: mine"]],
    ["an agent call to nobody", "do:\n  - a: { call: a2a, with: { method: message/send } }\n", ["missing_agent: with"]],
    ["an event without attributes", "do:\n  - a: { emit: { event: {} } }\n", ["missing_event: event"]],
    ["a cron expression of four fields", "schedule: { cron: '0 0 * *' }\ndo: []\n", ["invalid_cron: '0 0 * *'"]],
    ["a cron expression out of range", "schedule: { cron: '0 25 * * *' }\ndo: []\n", ["invalid_cron: '0 25 * * *'"]],
    ["an expression language", "evaluate: { language: js }\ndo: []\n", ["unsupported_evaluation: js"]],
  ])("%s", (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  test("a version that is not released is unknown, and judged by the latest", () => {
    expect(found("do: []\n", HEAD.replace("1.0.3", "1.1.0"))).toEqual(["unknown_dsl_version: '1.1.0'"]);
  });

  test("a conditional jump does not make the next task unreachable", () => {
    expect(found("do:\n  - a: { if: '${ .x }', wait: PT1S, then: end }\n  - b: { wait: PT1S }\n")).toEqual([]);
  });

  test("a default catalog and a function by URL need no declaration", () => {
    expect(
      found(
        "do:\n  - a: { call: 'log:1.0.0@default', with: { message: hi } }\n  - b: { call: 'https://x.example/f.yaml' }\n",
      ),
    ).toEqual([]);
  });
});

describe("fixes", () => {
  test.each([
    ["do:\n  - a:\n      cal: http\n      with: { method: GET, endpoint: https://x.example }\n", "call: http"],
    ["do:\n  - a: { wait: PT1S, then: ennd }\n", "then: end"],
    ["do:\n  - a: { call: htp, with: { method: GET, endpoint: https://x.example } }\n", "call: http"],
    [
      "do:\n  - a:\n      call: http\n      with: { method: GET, endpoint: https://x.example, output: respons }\n",
      "output: response",
    ],
  ])("mend %j", (body, expected) => {
    expect(fixed(body)).toContain(expected);
    expect(found(fixed(body))).toEqual([]);
  });
});
