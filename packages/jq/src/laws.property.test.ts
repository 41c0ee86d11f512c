import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyInput, anyProgram } from "../test/generate-program.ts";
import {
  compile,
  JqBudgetError,
  JqRuntimeError,
  JqSyntaxError,
  toJsonText,
  tokenize,
  tryCompile,
  type Json,
} from "./index.ts";

function outcome(program: string, input: Json): unknown {
  try {
    return compile(program)
      .run(input, { maxSteps: 100_000 })
      .map((value) => toJsonText(value));
  } catch (error) {
    if (error instanceof JqRuntimeError || error instanceof JqBudgetError) return `${error.code} ${error.message}`;
    throw error;
  }
}

test("[J10] [J30] [J32] the same run ends the same way, with outputs or one of the two errors, and leaves its input alone", () => {
  fc.assert(
    fc.property(anyProgram, anyInput, (program, input) => {
      const before = JSON.stringify(input);
      expect(outcome(program, input)).toEqual(outcome(program, input));
      expect(JSON.stringify(input)).toBe(before);
    }),
    { numRuns: 500 },
  );
});

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        ...Array.from('(){}[]|,.:;$@"\\#?/=<>! \nabc1'),
        "if",
        "then",
        "end",
        "def f:",
        "\\(",
        "as $x",
        "reduce",
        "try",
      ),
    )
    .map((parts) => parts.join("")),
);

test("[J1] any text compiles or gives one located error", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const result = tryCompile(text);
      if (result.ok) return;
      expect(result.error).toBeInstanceOf(JqSyntaxError);
      expect(result.error.start).toBeGreaterThanOrEqual(0);
      expect(result.error.end).toBeGreaterThanOrEqual(result.error.start);
      expect(result.error.end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2_000 },
  );
});

test("[J5] tokens cover all but white space, in order", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let at = 0;
      for (const token of tokenize(text)) {
        expect(text.slice(at, token.start)).toMatch(/^[ \r\n\t]*$/);
        expect(text.slice(token.start, token.end)).toBe(token.text);
        at = token.end;
      }
      expect(text.slice(at)).toMatch(/^[ \r\n\t]*$/);
    }),
    { numRuns: 2_000 },
  );
});

test("[J20] a value's text reads back as the value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(toJsonText(value as Json))).toEqual(value);
      expect(compile("tojson | fromjson").run(value as Json)).toEqual([value]);
    }),
  );
});

test("[J23] sort puts every element before those it is not greater than", () => {
  fc.assert(
    fc.property(fc.array(anyInput), (list) => {
      expect(compile("sort | . as $s | all(range(length - 1); $s[.] <= $s[. + 1])").run(list)).toEqual([true]);
    }),
  );
});

const anyRegex = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\w", "\\d", "^", "$"),
    fc.tuple(tie("node"), tie("node")).map(([left, right]) => left + right),
    fc.tuple(tie("node"), tie("node")).map(([left, right]) => `(?:${left}|${right})`),
    tie("node").map((inner) => `(${inner})`),
    fc
      .tuple(tie("node"), fc.constantFrom("*", "+", "?", "*?", "{1,2}"))
      .map(([inner, times]) => `(?:${inner}a)${times}`),
    tie("node").map((inner) => `(?=${inner})`),
  ),
})).node;

// What is repeated always takes a character: engines differ in how they leave loops that do not move.
test("[J31] [J40] the first match is where the platform's engine finds it, in few steps", () => {
  fc.assert(
    fc.property(anyRegex, fc.string({ unit: fc.constantFrom("a", "b", "1", " "), maxLength: 12 }), (pattern, text) => {
      const expected = new RegExp(pattern, "u").exec(text);
      const regex = compile("try match($re) catch .", { variables: ["re"] });
      // Oniguruma, unlike the platform, refuses to repeat what takes no characters.
      fc.pre(
        regex.run(text, { variables: { re: pattern } })[0] !== "Regex failure: target of repeat operator is invalid",
      );
      const found = compile("[match($re) | [.offset, .string]]", { variables: ["re"] }).run(text, {
        variables: { re: pattern },
        maxSteps: 200_000,
      });
      expect(found).toEqual([expected === null ? [] : [[expected.index, expected[0]]]]);
    }),
    { numRuns: 1_000 },
  );
});
