// Mistakes in what Ironweave adds within the language, and others that once gave two diagnostics.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SPOKEN_PROTOCOLS } from "../document/tasks/call-asyncapi.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "./validate.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

/** Diagnostics as `code: marked text`. */
function found(body: string): string[] {
  const source = parseSource(HEAD + body);
  return validate(source).map(({ code, range }) => `${code}: ${source.text.slice(range.start, range.end)}`);
}

const task = (text: string) => `do:\n  - a: ${text}\n`;
const loop = (concurrency: string, rest = "") =>
  task(`{ for: { in: .xs }${rest}, do: [], metadata: { ironweave: { concurrency: ${concurrency} } } }`);
const raise = (deferred: string) =>
  task(
    `{ raise: { error: { type: https://x.example, status: 500 } }, metadata: { ironweave: { deferred: ${deferred} } } }`,
  );
const retry = (multiplier: string) =>
  task(`{ try: [], catch: { retry: { backoff: { exponential: { multiplier: ${multiplier} } } } } }`);

test.each([
  ["0", "0"],
  ["-1", "-1"],
  ["2001", "2001"],
  ["1.5", "1.5"],
  ["'3'", "'3'"],
  ["true", "true"],
  ["[1]", "[1]"],
  ["'${ .n }'", "'${ .n }'"],
])("concurrency may not be %s", (value, mark) => {
  expect(found(loop(value))).toEqual([`invalid_concurrency: ${mark}`]);
});

test("concurrency and while exclude each other", () => {
  expect(found(loop("3", ", while: .n > 1"))).toEqual(["invalid_concurrency: concurrency"]);
});

test.each([loop("1"), loop("2000"), loop("null"), raise("true"), raise("false"), retry("1.5"), retry("null")])(
  "%s is right",
  (body) => {
    expect(found(body)).toEqual([]);
  },
);

test.each([
  [raise("1"), "invalid_deferred: 1"],
  [raise("'${ .x }'"), "invalid_deferred: '${ .x }'"],
  [retry("0"), "invalid_multiplier: 0"],
  [retry("1001"), "invalid_multiplier: 1001"],
  [retry("x"), "invalid_multiplier: x"],
  [
    `use: { retries: { r: { backoff: { exponential: { multiplier: -1 } } } } }\n${task("{ try: [], catch: { retry: r } }")}`,
    "invalid_multiplier: -1",
  ],
  [task("{ wait: PT1S, metadata: { ironweave: { concurrency: 3 } } }"), "addition_without_effect: concurrency"],
  [
    task("{ for: { in: .xs }, do: [], metadata: { ironweave: { concurency: 3 } } }"),
    "addition_without_effect: concurency",
  ],
])("%s: %s", (body, expected) => {
  expect(found(body)).toEqual([expected]);
});

test("other metadata is nobody's business", () => {
  expect(found(task("{ wait: PT1S, metadata: { concurrency: 0, ironweave: { note: hello } } }"))).toEqual([]);
  expect(found(task("{ wait: PT1S, metadata: { ironweave: 3 } }"))).toEqual([]);
});

const asyncapi = (protocol: string) =>
  task(
    `{ call: asyncapi, with: { document: { endpoint: https://x.example }, operation: o, protocol: ${protocol}, message: { payload: {} } } }`,
  );

test("a protocol that no client is there for is an error, one that is not known is another", () => {
  for (const protocol of SPOKEN_PROTOCOLS) expect(found(asyncapi(protocol))).toEqual([]);
  for (const protocol of ["redis", "pulsar", "amqp1", "sqs"])
    expect(found(asyncapi(protocol))).toEqual([`unsupported_protocol: ${protocol}`]);
  expect(found(asyncapi("kafca"))).toEqual(["not_allowed_value: kafca"]);
});

test("the protocols are those of the clients", () => {
  const clients = join(import.meta.dirname, "../../../actions/src/asyncapi/protocols");
  const names = readdirSync(clients).map((name) => name.replace(/\.ts$/u, ""));
  // The client of MQTT speaks both versions.
  expect(new Set(SPOKEN_PROTOCOLS)).toEqual(new Set([...names, "mqtt5"]));
});

test.each([
  [
    "attributes of an event right below listen",
    "do:\n  - a:\n      listen: { type: x, source: https://x.example }\n",
    "wrong_level: type",
  ],
  ["below listen.to", "do:\n  - a:\n      listen: { to: { type: x } }\n", "wrong_level: type"],
  ["a merge key without its anchor", "do:\n  - a:\n      <<: *nope\n      wait: PT1S\n", "yaml_merge_key: <<"],
  ["an alias alone", "do:\n  - a: { set: { x: *nope } }\n", "yaml_alias_unknown: *nope"],
])("%s: one diagnostic", (_, body, expected) => {
  expect(found(body)).toEqual([expected]);
});
