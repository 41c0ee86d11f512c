import * as fc from "fast-check";
import type { Json } from "@ironweave/jq";
import { CORE_SCHEMA, load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseSource } from "./parse-source.ts";
import { printBlock, printFlow, printFlowLines } from "./print-value.ts";
import type { TextStyle } from "./text-style.ts";

const style = fc.record<TextStyle>({
  step: fc.constantFrom(2, 4),
  dash: fc.constantFrom(0, 2),
  eol: fc.constantFrom("\n", "\r\n"),
  json: fc.boolean(),
  padded: fc.boolean(),
});
/** Texts that look like something else, in pieces and whole. */
const traps = fc.oneof(
  fc.constantFrom(
    "",
    "yes",
    "NO",
    "on",
    "y",
    "null",
    "~",
    "12",
    "0o7",
    "012",
    "1_000",
    "1:30",
    "1e3",
    ".5",
    "-",
    "--- x",
    "2024-01-01",
    "2024-01-01T00:00:00Z",
    "<<",
    "=",
    "!t",
    "&a",
    "*a",
    "? x",
    "- x",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "[",
    "{a}",
    "%x",
    "@x",
    "`x`",
    "a\tb",
    " a",
    "a ",
    "a\n",
    "a\n\n",
    "\na",
    "a\n b\n",
    " a\nb",
    "a\n\nb\n",
    "a \nb",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "\u0007",
    "\uD800",
    "é😀",
    "'",
    '"',
    "\\",
    "a'b\"c",
    "${ {a: .b} }",
    "0.1.0",
    "x".repeat(200),
  ),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom("a", ":", " ", "#", "'", '"', "\n", "-", "[", ",", "0", "\t"), { maxLength: 8 })
    .map((parts) => parts.join("")),
);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    traps,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom<Json>(null, true, false, -0, 1e300, 5e-324),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(traps, tie("value"), { maxKeys: 3 }),
  ),
}));

describe("printing", { timeout: 60_000 }, () => {
  test("[E15] what is printed reads as the same value, in every style", () => {
    fc.assert(
      fc.property(value, style, (json, chosen) => {
        const document = { "the value": json };
        for (const text of [
          printBlock(document, 0, chosen),
          printFlow(document, chosen),
          printFlowLines(document, 0, chosen),
        ]) {
          expect([text, parseSource(text).value]).toEqual([text, document]);
          expect([text, load(text, { schema: CORE_SCHEMA })]).toEqual([text, document]);
        }
      }),
      { numRuns: 600 },
    );
  });

  test("[E15] readers of YAML 1.1 and 1.2 take a printed text for the same", () => {
    fc.assert(
      fc.property(traps, style, (text, chosen) => {
        const printed = printBlock({ a: text }, 0, chosen);
        for (const version of ["1.1", "1.2"] as const) {
          expect([version, printed, parse(printed, { version })]).toEqual([version, printed, { a: text }]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([".", "..", "+.", "._5", "1_0.5", "-1_.", "1.5e3", "1.0.0", ".5.", ".e"])(
    "[E15] the text %s stays a text for readers of YAML 1.1, which take a lone dot for a number",
    (text) => {
      const printed = printBlock({ a: text }, 0, { step: 2, dash: 0, eol: "\n", json: false, padded: false });
      for (const version of ["1.1", "1.2"] as const) expect(parse(printed, { version })).toEqual({ a: text });
    },
  );
});
