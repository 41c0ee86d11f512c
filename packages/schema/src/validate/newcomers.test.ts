// What newcomers write, who come from other tools or are in a hurry: each mistake gives one diagnostic, at the line where a
// person would mend it, and its fix (where there is one) leads to a document without it. Lines count below the header.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../diagnostic.ts";
import { applyTextEdits } from "../yaml/apply-text-edits.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "./validate.ts";

const HEAD = "document:\n  dsl: '1.0.3'\n  namespace: test\n  name: test\n  version: '1.0.0'\n";
const HEAD_LINES = 5;

type Row = readonly [mistake: string, body: string, code: string, line: number, fix: "" | "fix" | "by hand"];

const MISTAKES: readonly Row[] = [
  ["tab", "do:\n\t- a:\n\t\twait: PT1S\n", "yaml_tab", 2, "fix"],
  ["tab2", "do:\n  - a:\n  \twait: PT1S\n", "yaml_tab", 3, "fix"],
  ["no dash", "do:\n  a:\n    wait: PT1S\n", "wrong_type", 2, "fix"],
  ["no dash 2 tasks", "do:\n  a:\n    wait: PT1S\n  b:\n    set: {x: 1}\n", "wrong_type", 2, "fix"],
  ["second dash missing", "do:\n  - a:\n      wait: PT1S\n    b:\n      wait: PT1S\n", "several_in_item", 4, "fix"],
  [
    "second dash missing less indent",
    "do:\n  - a:\n      wait: PT1S\n  b:\n    wait: PT1S\n",
    "yaml_indentation",
    4,
    "",
  ],
  [
    "fields at name",
    "do:\n  - a:\n    call: http\n    with:\n      method: get\n      endpoint: https://x.example\n",
    "wrong_indentation",
    3,
    "fix",
  ],
  [
    "name key GHA",
    "do:\n  - name: first\n    call: http\n    with:\n      method: get\n      endpoint: https://x.example\n",
    "missing_name",
    2,
    "fix",
  ],
  ["GHA run", "do:\n  - name: Build\n    run: npm test\n", "missing_name", 2, "fix"],
  ["run string", "do:\n  - a:\n      run: npm test\n", "wrong_type", 3, "fix"],
  ["GHA uses", "do:\n  - a:\n      uses: actions/checkout@v4\n", "missing_task_kind", 3, ""],
  ["GHA jobs", "jobs:\n  build:\n    steps: []\n", "foreign_document", 1, ""],
  ["direktiv", "states:\n- id: a\n  type: noop\n", "foreign_document", 1, ""],
  ["GHA expr", "do:\n  - a:\n      set:\n        x: ${{ .y }}\n", "expression_syntax", 4, "fix"],
  ["GHA expr2", "do:\n  - a:\n      set:\n        x: ${{ github.sha }}\n", "expression_syntax", 4, ""],
  ["partly", "do:\n  - a:\n      set:\n        x: Hello ${ .name }\n", "expression_not_evaluated", 4, "fix"],
  ["jinja", 'do:\n  - a:\n      set:\n        x: "{{ .name }}"\n', "expression_not_evaluated", 4, "fix"],
  ["jinja unquoted", "do:\n  - a:\n      set:\n        x: {{ .name }}\n", "yaml_complex_key", 4, ""],
  ["jq bare", "do:\n  - a:\n      set:\n        x: .name\n", "expression_not_evaluated", 4, "by hand"],
  ["jq bare2", "do:\n  - a:\n      set:\n        x: .items | length\n", "expression_not_evaluated", 4, "by hand"],
  ["$. jsonpath", "do:\n  - a:\n      set:\n        x: ${ $.name }\n", "expression_syntax", 4, "fix"],
  ["js &&", "do:\n  - a:\n      if: ${ .x && .y }\n      set: { x: 1 }\n", "expression_syntax", 3, "fix"],
  ["js ===", "do:\n  - a:\n      if: ${ .x === 1 }\n      set: { x: 1 }\n", "expression_syntax", 3, "fix"],
  ["single quotes jq", "do:\n  - a:\n      if: ${ .x == 'a' }\n      set: { x: 1 }\n", "expression_syntax", 3, "fix"],
  ["null jq ||", "do:\n  - a:\n      set:\n        x: ${ .x || 1 }\n", "expression_syntax", 4, "fix"],
  ["dash in field", "do:\n  - a:\n      set:\n        x: ${ .my-field }\n", "undefined_function", 4, "fix"],
  ["unclosed", "do:\n  - a:\n      set:\n        x: ${ .name\n", "expression_not_evaluated", 4, "fix"],
  ["flow expr unquoted", "do:\n  - a:\n      set: { x: ${ .name } }\n", "yaml_comma", 3, "fix"],
  ["missing space after colon", "do:\n  - a:\n      wait:PT1S\n", "wrong_type", 3, "fix"],
  [
    "missing space after colon2",
    "do:\n  - a:\n      call: http\n      with:\n        method:get\n        endpoint: https://x.example\n",
    "yaml_indentation",
    5,
    "fix",
  ],
  ["missing space after dash", "do:\n  -a:\n      wait: PT1S\n", "wrong_type", 2, "fix"],
  ["wrong dur 5m", "do:\n  - a:\n      wait: 5m\n", "invalid_duration", 3, "fix"],
  ["wrong dur 30s", "do:\n  - a:\n      wait: 30s\n", "invalid_duration", 3, "fix"],
  ["wrong dur num", "do:\n  - a:\n      wait: 30\n", "wrong_type", 3, "by hand"],
  ["wrong dur T", "do:\n  - a:\n      wait: P5M30S\n", "invalid_duration", 3, "fix"],
  ["wrong dur lower", "do:\n  - a:\n      wait: pt5s\n", "invalid_duration", 3, "fix"],
  ["dur sec", "do:\n  - a:\n      wait:\n        sec: 5\n", "unknown_property", 4, "fix"],
  ["dur string number", "do:\n  - a:\n      wait:\n        seconds: '5'\n", "wrong_type", 4, "fix"],
  ["dur float", "do:\n  - a:\n      wait:\n        seconds: 0.5\n", "wrong_type", 4, ""],
  ["timeout dur", "do:\n  - a:\n      wait: PT1S\n      timeout: PT5S\n", "unknown_timeout", 4, "fix"],
  ["timeout dur parts", "do:\n  - a:\n      wait: PT1S\n      timeout: { seconds: 5 }\n", "wrong_level", 4, "fix"],
  [
    "http kind",
    "do:\n  - a:\n      http:\n        method: get\n        endpoint: https://x.example\n",
    "missing_task_kind",
    3,
    "",
  ],
  ["log kind", "do:\n  - a:\n      log: hello\n", "missing_task_kind", 3, ""],
  ["sleep kind", "do:\n  - a:\n      sleep: PT1S\n", "missing_task_kind", 3, "fix"],
  ["unknown func", "do:\n  - a:\n      call: get-user\n", "unknown_function", 3, ""],
  [
    "call rest url",
    "do:\n  - a:\n      call: http\n      with:\n        method: get\n        url: https://x.example\n",
    "unknown_property",
    6,
    "fix",
  ],
  [
    "call http args not in with",
    "do:\n  - a:\n      call: http\n      method: get\n      endpoint: https://x.example\n",
    "wrong_level",
    4,
    "fix",
  ],
  ["then number", "do:\n  - a:\n      wait: PT1S\n      then: 2\n", "wrong_type", 4, "fix"],
  [
    "next instead",
    "do:\n  - a:\n      wait: PT1S\n      next: b\n  - b:\n      wait: PT1S\n",
    "unknown_property",
    4,
    "fix",
  ],
  [
    "then other scope",
    "do:\n  - a:\n      wait: PT1S\n      then: c\n  - b:\n      do:\n        - c:\n            wait: PT1S\n",
    "target_outside_scope",
    4,
    "",
  ],
  [
    "switch map",
    "do:\n  - s:\n      switch:\n        a:\n          when: .x\n          then: end\n",
    "wrong_type",
    4,
    "fix",
  ],
  [
    "switch if",
    "do:\n  - s:\n      switch:\n        - a:\n            if: .x\n            then: end\n",
    "unknown_property",
    5,
    "fix",
  ],
  ["switch default", "do:\n  - s:\n      switch:\n        - default: end\n", "wrong_type", 4, "fix"],
  ["switch no then", "do:\n  - s:\n      switch:\n        - a:\n            when: .x\n", "missing_property", 4, ""],
  [
    "switch case unnamed",
    "do:\n  - s:\n      switch:\n        - when: .x\n          then: end\n",
    "missing_name",
    4,
    "by hand",
  ],
  [
    "for list",
    "do:\n  - f:\n      for:\n        each: x\n        in: [1,2]\n      do:\n        - a: { wait: PT1S }\n",
    "wrong_type",
    5,
    "fix",
  ],
  [
    "for do inside",
    "do:\n  - f:\n      for:\n        each: x\n        in: .xs\n        do:\n          - a: { wait: PT1S }\n",
    "wrong_level",
    6,
    "",
  ],
  ["for string", "do:\n  - f:\n      for: x in .xs\n      do:\n        - a: { wait: PT1S }\n", "wrong_type", 3, ""],
  [
    "fork list",
    "do:\n  - f:\n      fork:\n        - a: { wait: PT1S }\n        - b: { wait: PT1S }\n",
    "wrong_type",
    4,
    "",
  ],
  ["try no catch", "do:\n  - t:\n      try:\n        - a: { wait: PT1S }\n", "missing_property", 2, ""],
  [
    "try not list",
    "do:\n  - t:\n      try:\n        call: http\n        with:\n          method: get\n          endpoint: https://x.example\n      catch:\n        do: []\n",
    "wrong_type",
    4,
    "by hand",
  ],
  [
    "retry num",
    "do:\n  - t:\n      try:\n        - a: { wait: PT1S }\n      catch:\n        retry: 3\n",
    "wrong_type",
    6,
    "",
  ],
  [
    "retry max",
    "do:\n  - t:\n      try:\n        - a: { wait: PT1S }\n      catch:\n        retry:\n          limit: 3\n",
    "wrong_type",
    7,
    "",
  ],
  ["raise string", "do:\n  - r:\n      raise: oops\n", "wrong_type", 3, ""],
  [
    "raise no status",
    "do:\n  - r:\n      raise:\n        error:\n          type: https://x.example/e\n",
    "missing_property",
    4,
    "",
  ],
  [
    "emit flat",
    "do:\n  - e:\n      emit:\n        type: x\n        source: https://x.example\n",
    "wrong_level",
    4,
    "fix",
  ],
  ["input schema", "input:\n  type: object\ndo: []\n", "unknown_property", 2, ""],
  ["output string", "do:\n  - a:\n      wait: PT1S\n      output: .x\n", "wrong_type", 4, "fix"],
  ["export", "do:\n  - a:\n      wait: PT1S\n      export: .x\n", "wrong_type", 4, "fix"],
  ["set list", "do:\n  - a:\n      set:\n        - x: 1\n", "wrong_type", 4, ""],
  ["set scalar", "do:\n  - a:\n      set: 5\n", "wrong_type", 3, ""],
  ["tasks key", "tasks:\n  - a: { wait: PT1S }\n", "unknown_property", 1, "fix"],
  ["steps key", "steps:\n  - a: { wait: PT1S }\n", "unknown_property", 1, "fix"],
  ["do twice", "do:\n  - a: { wait: PT1S }\ndo:\n  - b: { wait: PT1S }\n", "yaml_duplicate_key", 3, ""],
  ["top schedule", "schedule: '0 0 * * *'\ndo: []\n", "wrong_type", 1, "fix"],
  ["on push", "on: push\ndo: []\n", "unknown_property", 1, ""],
  ["colon in text", "do:\n  - a:\n      set:\n        msg: Error: it broke\n", "yaml_indentation", 4, "fix"],
  ["@ value", "do:\n  - a:\n      set:\n        msg: @home\n", "yaml_reserved_character", 4, "fix"],
  ["bad quote", "do:\n  - a:\n      set:\n        msg: 'it's'\n", "yaml_indentation", 4, "fix"],
  ["do scalar items", "do:\n  - wait PT1S\n", "wrong_type", 2, ""],
  ["task is string", "do:\n  - a: wait\n", "wrong_type", 2, ""],
  [
    "secret undeclared",
    'do:\n  - a:\n      call: http\n      with:\n        method: get\n        endpoint: https://x.example\n        headers:\n          Authorization: ${ "Bearer " + $secrets.token }\n',
    "unknown_secret",
    8,
    "fix",
  ],
  ["env", "env:\n  A: b\ndo: []\n", "unknown_property", 1, ""],
  ["var", "do:\n  - a:\n      set:\n        x: ${ $name }\n", "undefined_variable", 4, ""],
  [
    "output in from",
    "do:\n  - a:\n      input:\n        from: ${ $output.x }\n      set: { x: 1 }\n",
    "undefined_variable",
    4,
    "",
  ],
  [
    "header number",
    "do:\n  - a:\n      call: http\n      with:\n        method: get\n        endpoint: https://x.example\n        headers:\n          X: 1\n",
    "sent_as_text",
    8,
    "fix",
  ],
  [
    "endpoint no scheme",
    "do:\n  - a:\n      call: http\n      with:\n        method: get\n        endpoint: example.com/x\n",
    "invalid_uri",
    6,
    "by hand",
  ],
  [
    "endpoint with expr partly",
    "do:\n  - a:\n      call: http\n      with:\n        method: get\n        endpoint: https://x.example/${ .id }\n",
    "invalid_uri",
    6,
    "fix",
  ],
  ["description on task", "do:\n  - a:\n      description: hello\n      wait: PT1S\n", "unknown_property", 3, ""],
  ["when on task", "do:\n  - a:\n      when: .x\n      wait: PT1S\n", "unknown_property", 3, "fix"],
  [
    "retry on task",
    "do:\n  - a:\n      call: http\n      retry: { limit: { attempt: { count: 3 } } }\n      with: { method: get, endpoint: https://x.example }\n",
    "unknown_property",
    4,
    "",
  ],
  [
    "indentation off by one",
    "do:\n  - a:\n      call: http\n      with:\n        method: get\n       endpoint: https://x.example\n",
    "yaml_indentation",
    6,
    "fix",
  ],
  [
    "indentation deeper",
    "do:\n  - a:\n      call: http\n        with:\n          method: get\n",
    "yaml_indentation",
    4,
    "fix",
  ],
  ["parallel", "do:\n  - a:\n      parallel:\n        - b: { wait: PT1S }\n", "missing_task_kind", 3, ""],
  ["if then else", "do:\n  - a:\n      if: .x\n      then:\n        - b: { wait: PT1S }\n", "missing_task_kind", 2, ""],
  ["yes", "do:\n  - a:\n      run:\n        await: yes\n        shell: { command: ls }\n", "wrong_type", 4, "fix"],
  ["shell string", "do:\n  - a:\n      run:\n        shell: ls -la\n", "wrong_type", 4, "fix"],
  [
    "script lang",
    "do:\n  - a:\n      run:\n        script: { language: bash, code: ls }\n",
    "unsupported_language",
    4,
    "",
  ],
  [
    "script no code",
    "do:\n  - a:\n      run:\n        script:\n          language: js\n          script: x\n",
    "unknown_property",
    6,
    "fix",
  ],
  ["container", "do:\n  - a:\n      run:\n        container: alpine\n", "wrong_type", 4, "fix"],
  ["sdk camel", "Do:\n  - a: { wait: PT1S }\n", "unknown_property", 1, "fix"],
  [
    "a secret in set",
    "use: { secrets: [token] }\ndo:\n  - a:\n      set: { x: '${ $secrets.token }' }\n",
    "secret_in_history",
    4,
    "",
  ],
  [
    "a password in the text",
    "do:\n  - a:\n      call: http\n      with:\n        method: get\n        endpoint:\n          uri: https://x.example\n          authentication: { basic: { username: me, password: hunter2 } }\n",
    "secret_in_document",
    8,
    "",
  ],
  ["two documents", "do: []\n---\ndo: []\n", "yaml_multiple_documents", 2, ""],
  ["a misspelt function", "do:\n  - a: { set: { x: '${ .a | lenght }' } }\n", "undefined_function", 2, "by hand"],
  ["a name with blanks at the top", "do: []\ninput: { schema: { format: json } }\n", "missing_property", 2, ""],
];

/** A diagnostic by its code and what it marks, which a fix of another place does not change. */
function marks(text: string): readonly string[] {
  return validate(parseSource(text)).map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);
}

function fixed(text: string, { fixes }: Diagnostic): readonly string[] {
  return (fixes ?? []).map(({ edits }) => applyTextEdits(text, edits));
}

describe.each(MISTAKES)("%s", (_, body, code, line, fix) => {
  const text = HEAD + body;
  const source = parseSource(text);
  const found = validate(source);

  test("one diagnostic, at its line, in words", () => {
    expect(found.map((each) => [each.code, source.position(each.range.start).line - HEAD_LINES])).toEqual([
      [code, line],
    ]);
    expect(found[0]?.message).toMatch(/^\S.{15,}\S$/su);
  });

  test("its fix leads to a text without it", () => {
    const [diagnostic] = found;
    const first = diagnostic?.fixes?.[0];
    expect(first === undefined ? "" : first.byHand === true ? "by hand" : "fix").toBe(fix);
    for (const after of diagnostic === undefined ? [] : fixed(text, diagnostic)) {
      expect(marks(after)).not.toContain(marks(text)[0]);
      // Lines that the fix did not have to touch are the same.
      expect(after.split("\n").slice(0, HEAD_LINES)).toEqual(HEAD.split("\n").slice(0, HEAD_LINES));
    }
  });
});

describe("documentation", () => {
  const documented = readFileSync(join(import.meta.dirname, "../../../../docs/errors/schema.md"), "utf8");

  /** Codes as they stand in the sources of these folders. */
  function codesIn(folder: string): readonly string[] {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .flatMap((name) => {
        const text = readFileSync(join(folder, name), "utf8");
        return [
          ...text.matchAll(/\bcode: "([a-z_]+)"/gu),
          ...text.matchAll(/\bCODE = "([a-z_]+)"/gu),
          ...text.matchAll(/"((?:yaml|expression|undefined|invalid)_[a-z_]+)"/gu),
        ].map((match) => match[1] ?? "");
      });
  }
  const folders = ["../validate", "../yaml", "../document"].map((folder) => join(import.meta.dirname, folder));
  const kinds = ["authentication", "error", "retry", "timeout", "function", "catalog", "secret"];
  const codes = [...new Set([...folders.flatMap(codesIn), ...kinds.map((kind) => `unknown_${kind}`)])];

  test.each(codes.toSorted())("%s has a sentence in docs/errors", (code) => {
    expect(documented).toMatch(new RegExp(`\`${code}\`[^|]*\\|[^\n]{20,}`, "u"));
  });

  test("every documented code exists", () => {
    const listed = [...documented.matchAll(/`([a-z]+(?:_[a-z]+)+|empty)`(?= ⚒|,| *\|)/gu)].map(
      (match) => match[1] ?? "",
    );
    expect(listed.filter((code) => !codes.includes(code) && !/^(?:source|edit)_/u.test(code))).toEqual([]);
  });
});
