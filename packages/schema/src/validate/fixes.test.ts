// Every code that offers a fix: the text before, what is offered, the text after, which is then right. The laws say that the table
// knows every such code.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../test/examples.ts";
import { EXPECTED_FIXES } from "../../test/expected-fixes.ts";
import type { ExpectedFix } from "../../test/expected-fixes.ts";
import { seededRandom } from "../../test/mutate.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { applyTextEdits } from "../yaml/apply-text-edits.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "./validate.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

const FIXES: readonly ExpectedFix[] = [
  [
    "unknown_property",
    "Rename to with",
    "sure",
    "do:\n  - a:\n      call: http\n      wth: { method: get, endpoint: https://x.example }\n",
    "do:\n  - a:\n      call: http\n      with: { method: get, endpoint: https://x.example }\n",
  ],
  [
    "ignored_property",
    "Remove until",
    "by hand",
    "do:\n  - a: { listen: { to: { one: { with: { type: t } }, until: .x } } }\n",
    "do:\n  - a: { listen: { to: { one: { with: { type: t } } } } }\n",
  ],
  [
    "sent_as_text",
    "Put in quotes",
    "sure",
    "do:\n  - a: { call: http, with: { method: get, endpoint: https://x.example, query: { f: 1.0 } } }\n",
    "do:\n  - a: { call: http, with: { method: get, endpoint: https://x.example, query: { f: '1' } } }\n",
  ],
  ["wrong_type", "Make it a list", "sure", "do:\n  a:\n    wait: PT1S\n", "do:\n  - a:\n      wait: PT1S\n"],
  [
    "wrong_type",
    "Write as a number",
    "sure",
    "do:\n  - a:\n      wait: { seconds: '5' }\n",
    "do:\n  - a:\n      wait: { seconds: 5 }\n",
  ],
  [
    "not_allowed_value",
    "Change to response",
    "sure",
    "do:\n  - a:\n      call: http\n      with: { method: get, endpoint: https://x.example, output: respons }\n",
    "do:\n  - a:\n      call: http\n      with: { method: get, endpoint: https://x.example, output: response }\n",
  ],
  [
    "unsupported_protocol",
    "Change to amqp",
    "by hand",
    "do:\n  - a:\n      call: asyncapi\n      with:\n        document: { endpoint: https://x.example/a.yaml }\n        operation: o\n        protocol: amqp1\n        message: { payload: { a: 1 } }\n",
    "do:\n  - a:\n      call: asyncapi\n      with:\n        document: { endpoint: https://x.example/a.yaml }\n        operation: o\n        protocol: amqp\n        message: { payload: { a: 1 } }\n",
  ],
  [
    "invalid_version",
    "Change to 1.0.0",
    "sure",
    "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0' }\ndo: []\n",
    "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\ndo: []\n",
  ],
  [
    "invalid_name",
    "Change to my-flow",
    "by hand",
    "document: { dsl: '1.0.3', namespace: test, name: My flow, version: '1.0.0' }\ndo: []\n",
    "document: { dsl: '1.0.3', namespace: test, name: my-flow, version: '1.0.0' }\ndo: []\n",
  ],
  ["invalid_duration", "Change to PT5M", "sure", "do:\n  - a:\n      wait: 5m\n", "do:\n  - a:\n      wait: PT5M\n"],
  [
    "invalid_uri",
    "Change to https://example.com/x",
    "by hand",
    "do:\n  - a:\n      call: http\n      with: { method: get, endpoint: example.com/x }\n",
    "do:\n  - a:\n      call: http\n      with: { method: get, endpoint: https://example.com/x }\n",
  ],
  [
    "expression_not_wrapped",
    "Wrap in ${ }",
    "by hand",
    "do:\n  - a:\n      call: http\n      with: { method: get, endpoint: https://x.example, headers: .headers }\n",
    "do:\n  - a:\n      call: http\n      with: { method: get, endpoint: https://x.example, headers: '${ .headers }' }\n",
  ],
  [
    "needs_newer_dsl",
    "Upgrade to dsl 1.0.3",
    "sure",
    "document: { dsl: '1.0.0', namespace: test, name: test, version: '1.0.0' }\ndo:\n  - a:\n      run:\n        shell: { command: cat, stdin: hello }\n",
    "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\ndo:\n  - a:\n      run:\n        shell: { command: cat, stdin: hello }\n",
  ],
  [
    "missing_task_kind",
    "Rename to wait",
    "sure",
    "do:\n  - a:\n      sleep: PT1S\n",
    "do:\n  - a:\n      wait: PT1S\n",
  ],
  [
    "several_in_item",
    "Begin an item",
    "sure",
    "do:\n  - a:\n      wait: PT1S\n    b:\n      wait: PT1S\n",
    "do:\n  - a:\n      wait: PT1S\n  - b:\n      wait: PT1S\n",
  ],
  [
    "wrong_indentation",
    "Indent the fields",
    "sure",
    "do:\n  - a:\n    wait: PT1S\n",
    "do:\n  - a:\n      wait: PT1S\n",
  ],
  [
    "wrong_level",
    "Move under to.one.with",
    "sure",
    "do:\n  - a:\n      listen:\n        type: com.example.x\n",
    "do:\n  - a:\n      listen:\n        to:\n          one:\n            with:\n              type: com.example.x\n",
  ],
  [
    "missing_name",
    "Name the item first",
    "sure",
    "do:\n  - name: first\n    wait: PT1S\n",
    "do:\n  - first:\n      wait: PT1S\n",
  ],
  [
    "unknown_dsl_version",
    "Change to 1.0.3",
    "by hand",
    "document: { dsl: '1.1.0', namespace: test, name: test, version: '1.0.0' }\ndo: []\n",
    "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\ndo: []\n",
  ],
  [
    "duplicate_name",
    "Rename to a2",
    "by hand",
    "do:\n  - a: { wait: PT1S }\n  - a: { wait: PT1S }\n",
    "do:\n  - a: { wait: PT1S }\n  - a2: { wait: PT1S }\n",
  ],
  [
    "reserved_name",
    "Rename to end-step",
    "by hand",
    "do:\n  - end: { wait: PT1S }\n",
    "do:\n  - end-step: { wait: PT1S }\n",
  ],
  [
    "unknown_target",
    "Change to end",
    "by hand",
    "do:\n  - a: { wait: PT1S, then: ennd }\n",
    "do:\n  - a: { wait: PT1S, then: end }\n",
  ],
  [
    "unknown_target",
    "Change to end",
    "sure",
    "do:\n  - a: { wait: PT1S, then: END }\n",
    "do:\n  - a: { wait: PT1S, then: end }\n",
  ],
  [
    "unreachable_task",
    "Remove b",
    "by hand",
    "do:\n  - a: { wait: PT1S, then: end }\n  - b: { wait: PT1S }\n",
    "do:\n  - a: { wait: PT1S, then: end }\n",
  ],
  [
    "unknown_authentication",
    "Change to mine",
    "by hand",
    "use: { authentications: { mine: { bearer: { token: '${ $secrets.tok }' } } }, secrets: [tok] }\ndo:\n  - a: { call: http, with: { method: get, endpoint: { uri: https://x.example, authentication: { use: mien } } } }\n  - b: { call: http, with: { method: get, endpoint: { uri: https://x.example, authentication: { use: mine } } } }\n",
    "use: { authentications: { mine: { bearer: { token: '${ $secrets.tok }' } } }, secrets: [tok] }\ndo:\n  - a: { call: http, with: { method: get, endpoint: { uri: https://x.example, authentication: { use: mine } } } }\n  - b: { call: http, with: { method: get, endpoint: { uri: https://x.example, authentication: { use: mine } } } }\n",
  ],
  [
    "unknown_error",
    "Change to full",
    "by hand",
    "use: { errors: { full: { type: https://x.example/full, status: 500 } } }\ndo:\n  - a: { raise: { error: ful } }\n",
    "use: { errors: { full: { type: https://x.example/full, status: 500 } } }\ndo:\n  - a: { raise: { error: full } }\n",
  ],
  [
    "unknown_retry",
    "Change to often",
    "by hand",
    "use: { retries: { often: { delay: PT1S } } }\ndo:\n  - a:\n      try: [{ b: { wait: PT1S } }]\n      catch: { retry: oftn }\n",
    "use: { retries: { often: { delay: PT1S } } }\ndo:\n  - a:\n      try: [{ b: { wait: PT1S } }]\n      catch: { retry: often }\n",
  ],
  [
    "unknown_timeout",
    "Write as { after: … }",
    "sure",
    "do:\n  - a: { wait: PT1S, timeout: PT5S }\n",
    "do:\n  - a: { wait: PT1S, timeout: { after: PT5S } }\n",
  ],
  [
    "unknown_function",
    "Change to greet",
    "by hand",
    "use: { functions: { greet: { set: { x: 1 } } } }\ndo:\n  - a: { call: gret }\n",
    "use: { functions: { greet: { set: { x: 1 } } } }\ndo:\n  - a: { call: greet }\n",
  ],
  [
    "unknown_catalog",
    "Change to default",
    "by hand",
    "do:\n  - a: { call: 'log:1.0.0@defualt', with: { message: hello } }\n",
    "do:\n  - a: { call: 'log:1.0.0@default', with: { message: hello } }\n",
  ],
  [
    "unknown_secret",
    "Declare tok",
    "sure",
    "do:\n  - a:\n      call: http\n      with: { method: get, endpoint: https://x.example, headers: { A: '${ $secrets.tok }' } }\n",
    "use:\n  secrets: [tok]\ndo:\n  - a:\n      call: http\n      with: { method: get, endpoint: https://x.example, headers: { A: '${ $secrets.tok }' } }\n",
  ],
  [
    "unknown_secret",
    "Change to prodUser",
    "by hand",
    "use: { secrets: [prodUser] }\ndo:\n  - a: { run: { shell: { command: '${ $secrets.prodUsr + $secrets.prodUser }' } } }\n",
    "use: { secrets: [prodUser] }\ndo:\n  - a: { run: { shell: { command: '${ $secrets.prodUser + $secrets.prodUser }' } } }\n",
  ],
  [
    "unused_name",
    "Remove full",
    "by hand",
    "use: { errors: { full: { type: https://x.example/full, status: 500 } } }\ndo: []\n",
    "do: []\n",
  ],
  ["empty_schedule", "Remove the schedule", "sure", "schedule: {}\ndo: []\n", "do: []\n"],
  ...EXPECTED_FIXES,
];

function whole(text: string): string {
  return text.startsWith("document:") ? text : HEAD + text;
}

function found(text: string): readonly Diagnostic[] {
  return validate(parseSource(text));
}

test.each(FIXES)("%s: %s (%s)", (code, title, how, before, after) => {
  const text = whole(before);
  const fix = found(text)
    .find((diagnostic) => diagnostic.code === code)
    ?.fixes?.find((each) => each.title === title);
  if (fix === undefined) throw new Error(`no fix ${title}`);
  expect(fix.byHand === true ? "by hand" : "sure").toBe(how);
  const fixed = applyTextEdits(text, fix.edits);
  expect(fixed).toBe(whole(after));
  expect(found(fixed).filter(({ severity }) => severity !== "info")).toEqual([]);
});

describe("every code with a fix is in the table", () => {
  const known = new Set(FIXES.map(([code]) => code));

  test("those that the documentation marks, and no others", () => {
    const documented = readFileSync(join(import.meta.dirname, "../../../../docs/errors/schema.md"), "utf8");
    const marked = new Set([...documented.matchAll(/`([a-z_]+)` ⚒/gu)].map(([, code]) => code));
    expect(marked).toEqual(known);
  });

  test("those of texts that are broken at random", () => {
    const random = seededRandom(5);
    const pick = (length: number): number => Math.floor(random() * length);
    const texts = [...EXAMPLES.map(({ text }) => text), ...FIXES.map(([, , , , after]) => whole(after))];
    const seen = new Set<string>();
    for (let count = 0; count < 1500; count += 1) {
      const text = texts[pick(texts.length)] ?? "";
      for (const { code, fixes } of found(broken(text, pick))) if (fixes !== undefined) seen.add(code);
    }
    expect([...seen].filter((code) => !known.has(code))).toEqual([]);
    expect(seen.size).toBeGreaterThan(10);
  });
});

/** A text with one slip: characters lost, doubled or swapped, a line lost or indented, another character put in. */
function broken(text: string, pick: (length: number) => number): string {
  const at = pick(text.length - 1);
  const start = text.lastIndexOf("\n", at) + 1;
  const end = text.indexOf("\n", at) + 1 || text.length;
  const slips = [
    () => text.slice(0, at) + text.slice(at + 1),
    () => text.slice(0, at) + (text[at] ?? "") + text.slice(at),
    () => text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2),
    () => text.slice(0, start) + text.slice(end),
    () => `${text.slice(0, start)}${["  ", "\t", " "][pick(3)] ?? ""}${text.slice(start)}`,
    () => text.slice(0, at) + ("'\"@:-{}[]&*${} x1".at(pick(17)) ?? "") + text.slice(at),
  ];
  return slips[pick(slips.length)]?.() ?? text;
}
