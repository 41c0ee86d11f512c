// What `ironweave validate --fix` must leave alone: which of the document's own names is meant is a person's choice (ADR 108).

import { describe, expect, test } from "vitest";
import { validateBody } from "./validate-body.ts";

function fixesOf(body: string): readonly (readonly [code: string, title: string, how: "sure" | "by hand"])[] {
  return validateBody(body)
    .filter(({ severity }) => severity === "error")
    .flatMap(({ code, fixes = [] }) =>
      fixes.map(({ title, byHand }) => [code, title, byHand === true ? "by hand" : "sure"] as const),
    );
}

const http = (rest: string): string => `call: http, with: { method: get, endpoint: ${rest} }`;

test.each([
  [
    "an authentication",
    `use: { authentications: { prod1: { basic: { use: s } } }, secrets: [s] }\ndo: [{ a: { ${http("{ uri: 'https://x.example', authentication: { use: prod2 } }")} } }]\n`,
    [["unknown_authentication", "Change to prod1", "by hand"]],
  ],
  [
    "a function",
    "use: { functions: { deploy: { set: { x: 1 } } } }\ndo: [{ a: { call: redeploy } }]\n",
    [["unknown_function", "Change to deploy", "by hand"]],
  ],
  [
    "an error",
    "use: { errors: { bad1: { type: https://x.example, status: 500 } } }\ndo: [{ a: { raise: { error: bad2 } } }]\n",
    [["unknown_error", "Change to bad1", "by hand"]],
  ],
  [
    "a retry policy",
    "use: { retries: { r: { delay: PT1S } } }\ndo: [{ a: { try: [{ b: { wait: PT1S } }], catch: { retry: rr } } }]\n",
    [["unknown_retry", "Change to r", "by hand"]],
  ],
  [
    "a secret",
    "use: { secrets: [prodUser] }\ndo: [{ a: { run: { shell: { command: '${ $secrets.prodUsr }' } } } }]\n",
    [
      ["unknown_secret", "Change to prodUser", "by hand"],
      ["unknown_secret", "Declare prodUsr", "by hand"],
    ],
  ],
  [
    "a catalog",
    "use: { catalogs: { cat1: { endpoint: https://x.example } } }\ndo: [{ a: { call: 'f:1.0.0@cat2' } }]\n",
    [["unknown_catalog", "Change to cat1", "by hand"]],
  ],
  [
    "a task, which may make an endless loop",
    "do: [{ deploy1: { set: { x: 1 }, then: deploy2 } }]\n",
    [["unknown_target", "Change to deploy1", "by hand"]],
  ],
  [
    "a variable of a loop",
    "do: [{ a: { for: { each: host, in: .hosts }, do: [{ b: { set: { x: '${ $hosts }' } } }] } }]\n",
    [["undefined_variable", "Change to $host", "by hand"]],
  ],
])("the name of %s is offered, never certain", (_what, body, fixes) => {
  expect(fixesOf(body)).toEqual(fixes);
});

test("words of the language are certain where only their case differs", () => {
  expect(fixesOf("do: [{ a: { wait: PT1S, then: End } }]\n")).toEqual([["unknown_target", "Change to end", "sure"]]);
});

describe("languages of scripts", () => {
  const script = (language: string): string => `do: [{ a: { run: { script: { language: ${language}, code: x } } } }]\n`;

  test.each(["ts", "typescript", "rb", "go", "sh"])("%s is another language and mended by nothing", (language) => {
    expect(fixesOf(script(language))).toEqual([]);
    expect(validateBody(script(language))).toMatchObject([{ code: "unsupported_language" }]);
  });

  test("another name of a language is certain, a slip is offered", () => {
    expect(fixesOf(script("nodejs"))).toEqual([["unsupported_language", "Change to javascript", "sure"]]);
    expect(fixesOf(script("pyhton"))).toEqual([["unsupported_language", "Change to python", "by hand"]]);
  });
});

describe("run.workflow.input", () => {
  const run = (input: string): string =>
    `do: [{ a: { run: { workflow: { namespace: n, name: w, version: 1.0.0, input: ${input} } } } }]\n`;

  test.each(["'${ . }'", "[1, 2]", "text", "5", "null", "{ a: '${ .x }' }"])(
    "%s is any input, as it stands",
    (input) => {
      expect(validateBody(run(input))).toEqual([]);
    },
  );

  test("its expressions are checked", () => {
    expect(validateBody(run("'${ . + }'"))).toMatchObject([{ code: "expression_syntax" }]);
    expect(validateBody(run("['${ $nope }']"))).toMatchObject([{ code: "undefined_variable" }]);
  });
});
