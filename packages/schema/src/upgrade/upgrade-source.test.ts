import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../test/examples.ts";
import { lineChanges } from "../../test/line-changes.ts";
import { DSL_VERSIONS } from "../document/dsl-version.ts";
import { applyTextEdits } from "../yaml/apply-text-edits.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "../validate/validate.ts";
import { upgradeSource } from "./upgrade-source.ts";

function upgraded(text: string): string {
  const source = parseSource(text);
  const result = upgradeSource(source);
  if (!result.ok) throw new Error(JSON.stringify(result.obstacles));
  return applyTextEdits(text, result.edits);
}

function errors(text: string): readonly string[] {
  return validate(parseSource(text)).flatMap(({ code, severity }) => (severity === "error" ? [code] : []));
}

const document = (version: string, body: string): string =>
  `document:\n  dsl: '${version}'  # kept\n  namespace: test\n  name: test\n  version: '1.0.0'\n${body}`;

describe("upgrading to the newest version", () => {
  test("changes the version in its quotes, and nothing else where nothing else differs", () => {
    const body = "do:\n- a:   { wait: PT1S } # comment\n";
    expect(upgraded(document("1.0.0", body))).toBe(document("1.0.3", body));
    expect(upgraded(document("1.0.3", body))).toBe(document("1.0.3", body));
  });

  test("writes numbers in headers and query as text, leaves out nulls, and makes lists one expression", () => {
    const before = `do:
  - a:
      call: http
      with:
        method: GET
        endpoint: https://x.example
        headers: # of the request
          A: 1 # one
          B: true
          N: null # nothing
          C: \${ .x }
        query: { tag: [a, "\${ .y | . }"], n: 1, none: ~ }
`;
    const after = before
      .replace("A: 1 #", "A: '1' #")
      .replace("B: true", "B: 'true'")
      .replace("          N: null # nothing\n", "")
      .replace(/query: .*/u, `query: '\${ { "tag": ["a", ([.y | .][0])], "n": 1 } }'`);
    expect(upgraded(document("1.0.0", before))).toBe(document("1.0.3", after));
    expect(errors(document("1.0.0", before))).toEqual([]);
    expect(errors(document("1.0.3", after))).toEqual([]);
  });

  test("gives a command its names and values in a row", () => {
    const before = "do:\n  - a: { run: { shell: { command: ls, arguments: { -l: '${ .dir }', m: 1, e: null } } } }\n";
    const after = "do:\n  - a: { run: { shell: { command: ls, arguments: [-l, '${ .dir }', m, '1', e, ''] } } }\n";
    expect(upgraded(document("1.0.2", before))).toBe(document("1.0.3", after));
    expect(errors(document("1.0.3", after))).toEqual([]);
  });

  test.each([
    ["js", "Object.assign(globalThis, JSON.parse(process.argv[2]));"],
    ["python", "import json as _json, sys as _sys\n          globals().update(_json.loads(_sys.argv[1]))"],
  ])("a script in %s unpacks its arguments in its first lines", (language, prelude) => {
    const before = `do:
  - a:
      run: # here
        script:
          language: ${language}
          arguments: { a: '\${ .x }', b: 2 }
          code: |
          # first
          print(a)
`.replaceAll("\n          # first\n          print", "\n            # first\n            print");
    const text = upgraded(document("1.0.1", before));
    const expected = before
      .replace(/arguments: .*/u, `arguments: ['\${ { "a": .x, "b": 2 } | tojson }']`)
      .replace("            # first", `            ${prelude.replace("\n", "\n  ")}\n            # first`);
    expect(text).toBe(document("1.0.3", expected));
    expect(errors(text)).toEqual([]);
  });

  test("functions whose names became protocols get others, with their calls", () => {
    const functions =
      "use:\n  functions:\n    mcp: # mine\n      call: http\n      with: { method: GET, endpoint: https://x.example }\n";
    const before = `${functions}do:\n  - a: { call: mcp }\n  - mcp-function: { wait: PT1S }\n`;
    const text = upgraded(document("1.0.0", before));
    expect(text).toBe(
      document("1.0.3", before.replace("mcp: #", "mcp-function: #").replace("call: mcp ", "call: mcp-function ")),
    );
    expect(errors(text)).toEqual([]);
  });

  test("says where it cannot: a script from elsewhere with arguments by name", () => {
    const body =
      "do:\n  - a: { run: { script: { language: js, source: { endpoint: https://x.example/a.js }, arguments: { a: 1 } } } }\n";
    expect(upgradeSource(parseSource(document("1.0.2", body)))).toEqual({
      ok: false,
      obstacles: [{ reference: "/do/0/a/run/script/arguments", message: expect.any(String) }],
    });
  });

  test.each(["do: [", "document: { dsl: '2.0.0' }\n"])("refuses %j, which is of no version that it knows", (text) => {
    expect(upgradeSource(parseSource(text)).ok).toBe(false);
  });
});

describe.each(DSL_VERSIONS)("the specification's examples, said to be of %s", (version) => {
  test.each(EXAMPLES)("$name: one line changes, and the newest version takes it", ({ text }) => {
    const old = text.replace(/^(\s*dsl: ['"]?)1\.0\.3/mu, `$1${version}`);
    const result = upgradeSource(parseSource(old));
    expect(result).toMatchObject({ ok: true, from: version });
    expect(upgraded(old)).toBe(text);
    expect(lineChanges(old, upgraded(old)).added).toHaveLength(version === "1.0.3" ? 0 : 1);
    expect(errors(upgraded(old))).toEqual([]);
  });
});
