import * as fc from "fast-check";
import { expect, it } from "vitest";
import { compile, parse } from "../index.ts";
import type { Json } from "../json.ts";
import { closingOf } from "./close-program.ts";
import { completeJq } from "./complete-jq.ts";
import type { JqOffer } from "./completion.ts";

const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("a", "b", "hosts", "end", "if", "__loc__") },
  fc.string({ maxLength: 4 }),
);
const data = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(null, true, 1, "text"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** Programs, whole. */
const program = fc.letrec<{ term: string; program: string }>((tie) => {
  const inner = tie("program");
  return {
    term: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(
        ".",
        ".a",
        ".hosts[0].b",
        ".a[]?",
        '.["a b"]',
        '."x"',
        "$item.a",
        "$__loc__",
        "1",
        '"t"',
        "@json",
      ),
      inner.map((body) => `(${body})`),
      inner.map((body) => `[${body}]`),
      inner.map((body) => `map(${body})`),
      inner.map((body) => `{a: (${body}), b, $item}`),
      inner.map((body) => `"x \\(${body}) y"`),
      fc.tuple(inner, inner).map(([a, b]) => `if ${a} then ${b} end`),
      fc.tuple(inner, inner).map(([a, b]) => `reduce (${a}) as [$x] (.; ${b})`),
      fc.tuple(inner, inner).map(([a, b]) => `any(${a}; ${b})`),
    ),
    program: fc.oneof(
      { maxDepth: 3 },
      tie("term"),
      fc.tuple(tie("term"), inner).map(([a, b]) => `${a} | ${b}`),
      fc.tuple(tie("term"), tie("term")).map(([a, b]) => `${a} + ${b}`),
      fc.tuple(tie("term"), inner).map(([a, b]) => `${a} as $y | ${b}`),
      inner.map((body) => `def f: ${body}; f | .a`),
    ),
  };
}).program;

const place = fc.tuple(program, fc.nat()).map(([text, at]) => ({ text, at: at % (text.length + 1) }));

function reads(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Something plain of the same sort. */
function standIn({ insert, kind }: JqOffer): string {
  if (/^[.[]/.test(insert)) return ".zz";
  return insert.startsWith("$") ? "$zz" : insert.startsWith("@") ? "@json" : kind === "key" ? "zz" : " 1 ";
}

it("[J60] what is put in can be read, in a whole program and at the end of a begun one", () => {
  fc.assert(
    fc.property(place, data, fc.nat(), fc.boolean(), ({ text, at }, input, pick, isWhole) => {
      const typed = isWhole ? text : text.slice(0, at);
      const completion = completeJq(typed, at, { samples: [{ input, variables: { item: input } }] });
      if (completion === undefined) return;
      const { start, end, offers } = completion;
      const offer = offers[pick % offers.length];
      if (offer === undefined) throw new Error("no completion has no offers");
      const before = typed.slice(0, start) + offer.insert;
      const whole = before + typed.slice(end);
      const readings = [whole, whole + closingOf(whole), before + closingOf(before)];
      expect(readings.some(reads), `${typed} at ${at}: ${offer.insert} gives ${whole}`).toBe(true);
      if (reads(`${typed.slice(0, start)}${standIn(offer)}${typed.slice(end)}`)) {
        expect(reads(whole), `${typed} at ${at}: ${offer.insert} gives ${whole}`).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
});

it("[J61] paths that are offered for “.” lead to something in the data", () => {
  fc.assert(
    fc.property(data, (input) => {
      for (const { insert } of completeJq(".", 1, { samples: [{ input }] })?.offers ?? []) {
        const found = compile(`[path(${insert})]`).run(input)[0] as readonly (readonly (string | number)[])[];
        const leads = found.some((path) => {
          const parent = path
            .slice(0, -1)
            .reduce<Json>((at, step) => (at as Record<string, Json>)[step] ?? null, input);
          return typeof parent === "object" && parent !== null && Object.hasOwn(parent, path.at(-1) ?? "");
        });
        expect(leads, insert).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

it("[J62] never throws, whatever stands there", () => {
  const letters = fc.constantFrom(...'$.|()[]{}"\\ ,;:@#?+abif0\n'.split(""), "as ", "reduce ", "def ", "then ", "end");
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 24 }), fc.nat(), data, (parts, at, input) => {
      const text = parts.join("");
      completeJq(text, at % (text.length + 1), { samples: [{ input }] });
    }),
    { numRuns: 2000 },
  );
});
