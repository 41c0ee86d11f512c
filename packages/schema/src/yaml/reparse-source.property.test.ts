import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../test/examples.ts";
import { handFormatted, randomDocument } from "../../test/hand-formatted.ts";
import { EDIT_TYPES, randomEdit } from "../../test/random-edit.ts";
import { randomFrom, type Random } from "../../test/random.ts";
import { parseSource } from "./parse-source.ts";
import { planEdit } from "./plan-edit.ts";
import { reparsedRoot, reparseSource } from "./reparse-source.ts";
import type { Source } from "./source.ts";

const SCRAPS = [
  ...Array.from("ab:-#\n {}[],|>'\"*&!?%\t~1"),
  "- ",
  ": ",
  "\n- x: 1",
  "\n  - x:\n      set: {}",
  "\n---\n",
  "\n...\n",
  "|+\n",
  ">-\n  a\n",
  "\r\n",
  "\r",
  "\uFEFF",
  "\u0000",
  "&a ",
  "*a",
  "? ",
  "__proto__: 1\n",
  " # c",
  "\n\n",
  "    ",
] as const;

/** One change as a hand makes it: a few characters put in or taken out, a line twice, away, or at another indentation. */
function touched(random: Random, text: string): string {
  const at = random.int(text.length + 1);
  const line = text.lastIndexOf("\n", at - 1) + 1;
  const next = text.indexOf("\n", at) + 1 || text.length;
  switch (random.int(7)) {
    case 0:
      return text.slice(0, line) + text.slice(next);
    case 1:
      return text.slice(0, next) + text.slice(line, next) + text.slice(next);
    case 2:
      return `${text.slice(0, line)}${" ".repeat(1 + random.int(4))}${text.slice(line)}`;
    case 3:
      return text.slice(0, line) + text.slice(line).replace(/^ {1,2}/, "");
    case 4:
      return text.slice(0, at) + text.slice(Math.min(text.length, at + 1 + random.int(3)));
    default:
      return text.slice(0, at) + random.pick(SCRAPS) + text.slice(at);
  }
}

/** Everything that a source says of its text, the order of members included. */
const told = ({ root, value, diagnostics }: Source): string => JSON.stringify([root, value, diagnostics]);

/** The source of the changed text, and whether it was put together. Fails where it differs from a whole parse. */
function reparsed(before: Source, text: string): { readonly source: Source; readonly quick: boolean } {
  const source = reparseSource(before, text);
  expect(source.text).toBe(text);
  expect(told(source)).toBe(told(parseSource(text)));
  return { source, quick: reparsedRoot(before, text) !== undefined };
}

// The time limit is for busy machines; alone, each takes a second or two.
describe("a text that was parsed and changed", { timeout: 60_000 }, () => {
  test("[Y10] reads as if it were parsed anew, whatever was typed", () => {
    let quick = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const random = randomFrom(seed);
        let source = parseSource(handFormatted(random, randomDocument(random), random.oneIn(5)));
        for (let change = 0; change < 8; change++) {
          const next = reparsed(source, touched(random, source.text));
          if (next.quick) quick++;
          if (next.source.value !== undefined || random.oneIn(4)) ({ source } = next);
        }
      }),
      { numRuns: 150 },
    );
    expect(quick).toBeGreaterThan(100);
  });

  test("[Y10] reads as if it were parsed anew after every kind of edit", () => {
    let quick = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.constantFrom(...EDIT_TYPES), (seed, type) => {
        const random = randomFrom(seed);
        let source = parseSource(handFormatted(random, randomDocument(random), random.oneIn(5)));
        for (let change = 0; change < 3 && source.value !== undefined; change++) {
          const edit = randomEdit(random, source.value, type);
          const result = edit === undefined ? undefined : planEdit(source, edit);
          if (result?.ok !== true) continue;
          if (reparsed(source, result.plan.source.text).quick) quick++;
          source = result.plan.source;
        }
      }),
      { numRuns: 100 },
    );
    expect(quick).toBeGreaterThan(50);
  });

  test("[Y10] shares what did not change", () => {
    const text = "do:\n  - a:\n      set: { n: 1 }\n  - b:\n      set: { n: 2 }\n";
    const before = parseSource(text);
    const after = reparseSource(before, text.replace("2", "3"));
    const items = ({ value }: Source) => (value as { readonly do: readonly unknown[] }).do;
    expect(items(after)).toEqual([{ a: { set: { n: 1 } } }, { b: { set: { n: 3 } } }]);
    expect(items(after)[0]).toBe(items(before)[0]);
  });

  test.skipIf(EXAMPLES.length === 0)("[Y10] reads as if it were parsed anew on the examples", () => {
    for (const [index, { text }] of EXAMPLES.entries()) {
      const random = randomFrom(index);
      const source = parseSource(text);
      for (let change = 0; change < 10; change++) reparsed(source, touched(random, text));
    }
  });
});
