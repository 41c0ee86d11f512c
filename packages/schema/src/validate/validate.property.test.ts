// Laws of the validator: any text and any value are judged without throwing, ranges lie in the text, fixes are never worse.

import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { mutate, seededRandom } from "../../test/mutate.ts";
import { applyTextEdits } from "../yaml/apply-text-edits.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { validate, validateValue } from "./validate.ts";

vi.setConfig({ testTimeout: 60_000 });

const DOCUMENT = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
use:
  secrets: [ key ]
  retries: { often: { delay: PT1S } }
do:
  - first:
      call: http
      with: { method: GET, endpoint: { uri: https://x.example, authentication: { bearer: { use: key } } } }
  - loop:
      for: { in: '\${ .items }' }
      do:
        - guarded:
            try: [ { wait: { wait: PT1S } } ]
            catch: { retry: often, do: [ { done: { set: { x: '\${ $error }' } } } ] }
  - choose:
      switch:
        - yes: { when: '\${ .a }', then: first }
        - no: { then: end }
`;

test("any JSON value is judged without throwing", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => void validateValue(value as never)),
    { numRuns: 300 },
  );
});

test("names of the prototype are ordinary names", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  for (const name of names) {
    const text = DOCUMENT.replace("first:", `${name}:`).replace("then: first", `then: ${name}`);
    expect(validate(parseSource(text))).toEqual([]);
    expect(validate(parseSource(`${DOCUMENT}${name}: 1\n`)).map(({ code }) => code)).toEqual(["unknown_property"]);
  }
});

test("a damaged document is judged without throwing, and every range lies in its text", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 4 }), (seed, count) => {
      const { value } = mutate(parseSource(DOCUMENT).value ?? null, seededRandom(seed), count);
      const text = JSON.stringify(value, null, 2);
      for (const { range, message, code } of validate(parseSource(text))) {
        expect(code).toMatch(/^[a-z_]+$/u);
        expect(message).not.toBe("");
        expect(range.start >= 0 && range.start <= range.end && range.end <= text.length).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test("a text that parses still parses with a fix applied, and every fix changes it", () => {
  fc.assert(
    fc.property(fc.nat(DOCUMENT.length - 1), fc.constantFrom("", "x", "#", "e", " "), (at, letter) => {
      const text = DOCUMENT.slice(0, at) + letter + DOCUMENT.slice(at + 1);
      const source = parseSource(text);
      for (const { fixes = [] } of validate(source))
        for (const { edits } of fixes) {
          const fixed = applyTextEdits(text, edits);
          expect(fixed).not.toBe(text);
          if (source.value !== undefined) expect(parseSource(fixed).diagnostics).toEqual([]);
        }
    }),
    { numRuns: 300 },
  );
});
