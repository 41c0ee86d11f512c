import * as fc from "fast-check";
import { CORE_SCHEMA, load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { EXAMPLES } from "../../test/examples.ts";
import { handFormatted, randomDocument } from "../../test/hand-formatted.ts";
import { randomFrom } from "../../test/random.ts";
import { joinReference } from "../document/reference.ts";
import { jsonEqual } from "./json-equal.ts";
import { parseSource } from "./parse-source.ts";
import { SourceError, readDocument } from "./read-document.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
/** Texts that are nearly YAML: its own marks in random order. */
const scraps = fc
  .array(
    fc.constantFrom(
      "a",
      "b: ",
      "- ",
      "\n",
      "\n  ",
      "\n    ",
      "[",
      "]",
      "{",
      "}",
      ",",
      ":",
      "#",
      " # c",
      '"',
      "'",
      "|",
      ">-",
      "&x ",
      "*x",
      "!!str ",
      "? ",
      "<<: ",
      "---\n",
      "...\n",
      "%YAML 1.2\n",
      "\t",
      "\r\n",
      "~",
      "1",
      ".inf",
      "é",
      "\u0000",
      "\uFEFF",
      "__proto__: ",
      "\\",
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

function independent(read: (text: string) => unknown, text: string): { readonly value: unknown } | undefined {
  try {
    return { value: read(text) };
  } catch {
    return undefined;
  }
}

function nodes(node: SyntaxNode, at = ""): (readonly [string, SyntaxNode])[] {
  return [[at, node], ...node.entries.flatMap((entry) => nodes(entry.value, joinReference(at, entry.key)))];
}

describe("any string", { timeout: 60_000 }, () => {
  test("[Y1] [Y9] gives a source, and the same to those who only read", () => {
    fc.assert(
      fc.property(fc.oneof(scraps, fc.string({ unit: "binary" }), fc.string()), (text) => {
        const source = parseSource(text);
        const errors = source.diagnostics.filter(({ severity }) => severity === "error");
        expect(source.value === undefined).toBe(errors.length > 0);
        for (const { range } of source.diagnostics) {
          expect(range.start >= 0 && range.start <= range.end && range.end <= text.length + 3).toBe(true);
          source.position(range.start);
        }
        for (const offset of [0, text.length >> 1, text.length]) source.referenceAt(offset);
        if (source.value === undefined) expect(() => readDocument(text)).toThrow(SourceError);
        else expect(readDocument(text)).toEqual(source.value);
      }),
      { numRuns: 600, examples: [["b: ...\n\uFEFF"], ["a: 1\n  \u00A0"]] },
    );
  });

  test("[Y6] has the value that js-yaml gives it, where both read it", () => {
    fc.assert(
      fc.property(scraps, (text) => {
        const { value } = parseSource(text);
        if (value === undefined || value === null) return;
        expect(value).toEqual(load(text, { schema: CORE_SCHEMA }));
      }),
      { numRuns: 600 },
    );
  });
});

describe("documents", { timeout: 60_000 }, () => {
  test("[Y6] hand-formatted ones have the value that both independent readers give them", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomFrom(seed);
        const document = randomDocument(random);
        const text = handFormatted(random, document);
        expect(parseSource(text).value).toEqual(document);
        expect(load(text, { schema: CORE_SCHEMA })).toEqual(document);
        expect(parse(text, { maxAliasCount: -1 })).toEqual(document);
      }),
      { numRuns: 40 },
    );
  });

  test.skipIf(EXAMPLES.length === 0)(
    "[Y6] the specification's examples are read as both independent readers read them",
    () => {
      for (const { name, text } of EXAMPLES) {
        const source = parseSource(text);
        expect([name, source.diagnostics]).toEqual([name, []]);
        expect(source.value).toEqual(load(text, { schema: CORE_SCHEMA }));
        expect(source.value).toEqual(parse(text));
      }
    },
  );

  test("[Y7] [Y8] the text of a value, read alone, is that value; and its place leads back to it", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomFrom(seed);
        const text = handFormatted(random, randomDocument(random));
        const source = parseSource(text);
        if (source.root === undefined) return;
        for (const [at, node] of nodes(source.root)) {
          const range = source.locate(at, "value");
          expect(range).toEqual({ start: node.start, end: node.end });
          if (node.type === "alias" || node.style === "empty" || text.slice(node.start, node.end).includes("*"))
            continue;
          const column = node.start - (text.lastIndexOf("\n", node.start - 1) + 1);
          const alone = independent(
            (t) => load(t, { schema: CORE_SCHEMA }),
            " ".repeat(column) + text.slice(node.start, node.end),
          );
          if (node.style !== "literal" && node.style !== "folded") {
            expect([at, alone !== undefined && jsonEqual(alone.value as never, node.value)]).toEqual([at, true]);
          }
          if (node.entries.length === 0 && node.end > node.start) expect(source.referenceAt(node.start)).toBe(at);
        }
      }),
      { numRuns: 40 },
    );
  });
});
