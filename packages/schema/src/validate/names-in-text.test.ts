// Names are marked in the texts: `«…»` is the place asked about, and what must be found there.

import { describe, expect, test } from "vitest";
import { applyTextEdits } from "../yaml/apply-text-edits.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "./validate.ts";
import { nameInText, renameInText } from "./names-in-text.ts";

const TEXT = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
use:
  secrets: [token]
  timeouts:
    short: { after: PT1S } # kept
  retries: { 'often': { limit: { attempt: { count: 3 } } } }
  functions:
    ask: { call: http, with: { method: get, endpoint: https://x.example } }
do:
  - first: { if: .go, wait: PT1S, then: last, timeout: short }
  - choose:
      switch:
        - yes: { when: .x, then: "last" }
        - no: { then: first }
  - last: # here
      try:
        - last: { call: ask, timeout: 'short' }
        - other: { call: http, with: { method: get, endpoint: https://x.example, headers: { a: '\${ $secrets.token }' } } }
      catch: { retry: often }
`;

const at = (part: string, inside: string): number => TEXT.indexOf(part) + part.lastIndexOf(inside) + 1;

function places(offset: number): unknown {
  const found = nameInText(parseSource(TEXT), offset);
  if (found === undefined) return undefined;
  const line = (start: number) => TEXT.slice(0, start).split("\n").length;
  return {
    kind: found.kind,
    definition: found.definition === undefined ? undefined : line(found.definition.start),
    uses: found.uses.map(({ start }) => line(start)),
    texts: [found.definition, ...found.uses].map((range) => range && TEXT.slice(range.start, range.end)),
  };
}

describe("a name in the text", () => {
  test("`then` leads to the task of the same list, whatever others are called", () => {
    const found = { kind: "task", definition: 15, uses: [10, 13], texts: ["last", "last", "last"] };
    expect(places(at("then: last", "last"))).toEqual(found);
    expect(places(at('then: "last"', "last"))).toEqual(found);
    expect(places(at("- last: # here", "last"))).toEqual(found);
  });

  test.each([
    ["timeout: short", "short", { kind: "timeout", definition: 5, uses: [10, 17] }],
    ["retry: often", "often", { kind: "retry", definition: 6, uses: [19] }],
    ["call: ask", "ask", { kind: "function", definition: 8, uses: [17] }],
    ["$secrets.token", "token", { kind: "secret", definition: 3, uses: [18] }],
  ])("%s leads to its entry of use", (part, inside, expected) => {
    expect(places(at(part, inside))).toMatchObject(expected);
  });

  test("directives, protocols and other words are no names", () => {
    expect(nameInText(parseSource(TEXT), at("call: http", "http"))).toBeUndefined();
    expect(nameInText(parseSource(TEXT), at("wait: PT1S", "wait"))).toBeUndefined();
    expect(nameInText(parseSource("do: ["), 1)).toBeUndefined();
  });
});

describe("renaming", () => {
  test.each([
    ["- last: # here", "last", "final step", ["then: final step", 'then: "final step"', "- final step: # here"]],
    ["timeout: short", "short", "brief", ["brief: { after: PT1S } # kept", "timeout: brief }", "timeout: 'brief'"]],
    ["retry: often", "often", "it's", ["{ 'it''s': {", "retry: it's }"]],
    ["secrets: [token]", "token", "key", ["secrets: [key]", "$secrets.key }"]],
    ["call: ask", "ask", "query", ["    query: { call: http", "call: query,"]],
  ])("%s: every place follows, and the document stays valid", (part, inside, to, expected) => {
    const result = renameInText(parseSource(TEXT), at(part, inside), to);
    if (!result.ok) throw new Error(result.message);
    const after = applyTextEdits(TEXT, result.edits);
    for (const each of expected) expect(after).toContain(each);
    expect(validate(parseSource(after))).toEqual([]);
    expect(after).toContain("- last: { call:");
  });

  test.each([
    ["then: last", "last", "first"],
    ["then: last", "last", "end"],
    ["timeout: short", "short", ""],
    ["$secrets.token", "token", "my-token"],
    ["wait: PT1S", "wait", "x"],
  ])("%s to %s is refused in words", (part, inside, to) => {
    expect(renameInText(parseSource(TEXT), at(part, inside), to)).toEqual({ ok: false, message: expect.any(String) });
  });
});
