// Where secrets may be read: in the arguments that an action's own process evaluates, and nowhere that is kept with a run.

import { describe, expect, test } from "vitest";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "./validate.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";
const READ = "'${ $secrets.tok }'";

/** Diagnostics of secrets, as `code: marked text`. */
function found(body: string): string[] {
  const source = parseSource(`${HEAD}${body.includes("use:") ? "" : "use: { secrets: [tok] }\n"}${body}`);
  return validate(source).flatMap(({ code, range }) =>
    code.startsWith("secret_") || source.value === undefined
      ? [`${code}: ${source.text.slice(range.start, range.end)}`]
      : [],
  );
}

const task = (text: string) => `do:\n  - a: ${text}\n`;
const http = "method: get, endpoint: https://x.example";
const event = "source: https://x.example, type: t";

const say = (body: string): string =>
  validate(parseSource(`document: { dsl: '1.0.3', namespace: t, name: t, version: '1.0.0' }\n${body}`))
    .map(({ message }) => message)
    .join();

test("secrets are offered only where they may be read", () => {
  expect(say("do: [{ a: { set: { x: '${ $nope }' } } }]\n")).not.toMatch(/\$secrets|\$authorization/u);
  expect(say("do: [{ a: { set: { x: '${ $secret.tok }' } } }]\n")).not.toContain("did you mean");
  expect(say("do: [{ a: { run: { shell: { command: '${ $nope }' } } } }]\n")).toContain("$secrets");
});

describe("what would be kept with the run is refused", () => {
  test.each([
    ["set", task(`{ set: { x: ${READ} } }`)],
    ["set, as one expression", task(`{ set: ${READ} }`)],
    ["set, under the name of a protected place", task(`{ set: { endpoint: ${READ} } }`)],
    ["if", task("{ if: '$secrets.tok', wait: PT1S }")],
    ["input.from", task(`{ wait: PT1S, input: { from: { x: ${READ} } } }`)],
    ["output.as", task("{ wait: PT1S, output: { as: '$secrets.tok' } }")],
    ["output.as of a call", task(`{ call: http, with: { ${http} }, output: { as: ${READ} } }`)],
    ["export.as", task(`{ wait: PT1S, export: { as: { x: [${READ}] } } }`)],
    ["an event's data", task(`{ emit: { event: { with: { ${event}, data: ${READ} } } } }`)],
    ["an event's extension", task(`{ emit: { event: { with: { ${event}, ext: ${READ} } } } }`)],
    ["an error", task(`{ raise: { error: { type: https://x.example, status: 500, detail: ${READ} } } }`)],
    [
      "a named error",
      `use: { secrets: [tok], errors: { e: { type: https://x.example, status: 500, title: ${READ} } } }\ndo: []\n`,
    ],
    ["a variable's value", task(`{ call: 'set-variable:1.0.0@default', with: { key: k, value: ${READ} } }`)],
    ["a variable's key", task(`{ call: 'get-variable:1.0.0@default', with: { key: ${READ} } }`)],
    [
      "a subflow's input",
      task(`{ run: { workflow: { namespace: n, name: w, version: latest, input: { x: ${READ} } } } }`),
    ],
    ["a subflow's name", task(`{ run: { workflow: { namespace: n, name: ${READ}, version: latest } } }`)],
    [
      "a function's arguments",
      `use: { secrets: [tok], functions: { f: { set: { x: 1 } } } }\n${task(`{ call: f, with: { x: ${READ} } }`)}`,
    ],
    ["a function elsewhere", task(`{ call: 'https://x.example/f.yaml', with: { x: ${READ} } }`)],
    ["in a function", `use: { secrets: [tok], functions: { f: { set: { x: ${READ} } } } }\ndo: []\n`],
    ["for.in", task("{ for: { in: '[$secrets.tok]' }, do: [] }")],
    ["while", task("{ for: { in: .xs }, while: $secrets.tok == 1, do: [] }")],
    ["when", task("{ switch: [{ c: { when: $secrets.tok == 1, then: end } }] }")],
    ["wait", task(`{ wait: ${READ} }`)],
    ["timeout", task(`{ wait: PT1S, timeout: { after: ${READ} } }`)],
    ["an event filter", task(`{ listen: { to: { one: { with: { type: ${READ} } } } } }`)],
    ["an event filter's extension", task(`{ listen: { to: { one: { with: { ext: ${READ} } } } } }`)],
    [
      "correlate.expect",
      task(`{ listen: { to: { one: { with: { type: t }, correlate: { k: { from: .a, expect: ${READ} } } } } } }`),
    ],
    ["until", task("{ listen: { to: { any: [], until: $secrets.tok == 1 } } }")],
    ["catch.when", task("{ try: [], catch: { when: $secrets.tok == 1 } }")],
    ["retry.delay", task(`{ try: [], catch: { retry: { delay: ${READ} } } }`)],
    [
      "an extension",
      `use: { secrets: [tok], extensions: [{ e: { extend: all, before: [{ s: { set: { x: ${READ} } } }] } }] }\ndo: []\n`,
    ],
    ["a schedule", `schedule: { on: { one: { with: { type: ${READ} } } } }\ndo: []\n`],
    ["the workflow's output", `output: { as: ${READ} }\ndo: []\n`],
    [
      "a message filter",
      task(
        "{ call: asyncapi, with: { document: { endpoint: https://x.example }, operation: o, subscription: { filter: '${ $secrets.tok == 1 }', consume: { amount: 1 } } } }",
      ),
    ],
    ["a task of a protected place's name", `do:\n  - endpoint: { set: { x: ${READ} } }\n`],
    ["below one", `do:\n  - authentication: { do: [{ run: { set: { x: ${READ} } } }] }\n`],
  ])("%s", (_, body) => {
    expect(found(body)).toEqual(["secret_in_history: $secrets"]);
  });

  test("$authorization too, and secrets by a computed name", () => {
    expect(found(task("{ set: { x: '${ $authorization.parameter }' } }"))).toEqual([
      "secret_in_history: $authorization",
    ]);
    expect(found(task("{ set: { x: '${ .a as $b | $secrets[$b] }' } }"))).toEqual(["secret_in_history: $secrets"]);
  });
});

describe("what an action's own process reads is fine", () => {
  test.each([
    ["a body", task(`{ call: http, with: { ${http}, body: ${READ} } }`)],
    ["a header", task(`{ call: http, with: { ${http}, headers: { A: ${READ} } } }`)],
    [
      "authentication",
      task(
        `{ call: http, with: { method: get, endpoint: { uri: https://x.example, authentication: { bearer: { token: ${READ} } } } } }`,
      ),
    ],
    ["a named policy", `use: { secrets: [tok], authentications: { a: { bearer: { token: ${READ} } } } }\ndo: []\n`],
    [
      "gRPC",
      task(
        `{ call: grpc, with: { proto: { endpoint: https://x.example }, service: { name: a, host: b }, method: m, arguments: { x: ${READ} } } }`,
      ),
    ],
    ["a container's environment", task(`{ run: { container: { image: x, environment: { A: ${READ} } } } }`)],
    ["a shell command's", task(`{ run: { shell: { command: ls, environment: { A: ${READ} } } } }`)],
    [
      "a schema's address",
      task(
        `{ wait: PT1S, input: { schema: { resource: { endpoint: { uri: https://x.example, authentication: { bearer: { token: ${READ} } } } } } } }`,
      ),
    ],
    ["letters in a text", task("{ set: { x: '${ \"$secrets.tok\" }' } }")],
    ["a variable of the program's own", task("{ set: { x: '${ 1 as $secrets | $secrets }' } }")],
    ["what is not evaluated", task(`{ wait: PT1S, metadata: { x: ${READ} } }`)],
  ])("%s", (_, body) => {
    expect(found(body)).toEqual([]);
  });
});
