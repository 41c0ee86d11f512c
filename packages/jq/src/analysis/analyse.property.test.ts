// The analysis never says too much: every hint is put to the test by running the program.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyInput, anyProgram } from "../../test/generate-program.ts";
import { compile, JqBudgetError, JqRuntimeError, JqSyntaxError, tryCompile, type Json } from "../index.ts";
import { kindOf } from "../value/kinds.ts";
import { analyse } from "./analyse.ts";
import type { JqHint } from "./finding.ts";
import { ANY, kindNames, kindSet } from "./kind-set.ts";
import { arithmeticResult, comparisonResult } from "./operators.ts";
import { CLOSURE_SIGNATURES, KIND_FILTERS, SIGNATURES } from "./signatures.ts";

const LIMITS = { maxSteps: 20_000, maxAllocatedBytes: 1_000_000 };
const RUNS = Number(process.env["ANALYSIS_RUNS"] ?? 1500);

interface Ended {
  readonly outputs: readonly Json[];
  readonly error: unknown;
}

function ended(program: string, input: Json): Ended {
  try {
    return { outputs: compile(program).run(input, LIMITS), error: undefined };
  } catch (error) {
    if (error instanceof JqRuntimeError) return { outputs: error.outputs, error };
    if (error instanceof JqBudgetError) return { outputs: [], error };
    throw error;
  }
}

/** The program with a check around the place of a hint; undefined where its text is not a whole expression. */
function instrumented(program: string, { start, end, kind, always }: JqHint): string | undefined {
  const place = program.slice(start, end);
  try {
    compile(place.replaceAll(/\$\w+|\b[fg]\b/gu, "."));
  } catch (error) {
    if (error instanceof JqSyntaxError) return undefined;
    throw error;
  }
  const check =
    kind === "fails"
      ? '(null | error("~wrong~"))'
      : `if (if . then true else false end) == ${always} then . else error("~wrong~") end`;
  const whole = `${program.slice(0, start)}((${place}) | ${check})${program.slice(end)}`;
  return tryCompile(whole).ok ? whole : undefined;
}

/** Mistakes on purpose among programs of all kinds. */
const programs = fc.oneof(
  anyProgram,
  fc
    .tuple(anyProgram, anyProgram, fc.constantFrom("-", "+", "*", "/", "%", "==", "!=", "<", ">=", "and", "or", "//"))
    .map(([left, right, operator]) => `[${left}] | length ${operator} ({a: (${right})} | keys | .[0:1] | tostring)`),
  fc
    .tuple(
      anyProgram,
      fc.constantFrom(...SIGNATURES.keys(), ...CLOSURE_SIGNATURES.keys(), ...KIND_FILTERS.keys()),
      anyProgram,
    )
    .map(([before, name, argument]) => {
      const [fn = "", arity = "0"] = name.split("/");
      const args = Array.from({ length: Number(arity) }, () => argument).join("; ");
      return `${before} | ${fn}${args === "" ? "" : `(${args})`}`;
    }),
  fc
    .tuple(
      anyProgram,
      anyProgram,
      fc.constantFrom(
        "if «1» then «2» else 1 end",
        "try «1» catch «2»",
        "«1» // «2»",
        "label $l | («1», break $l) | «2»",
        "first(«1») | «2»",
        "«1» as $x | «2»",
        "def f: «1»; «2» | f",
        "{a: «1», b: «2»}",
        '"\\(«1»)\\(«2»)"',
        "[«1»][«2»]",
        "(«1»)[«2»]",
        "«1», «2»",
        ".a = («1») | «2»",
        "reduce («1») as $x («2»; .)",
      ),
    )
    .map(([first, second, shape]) => shape.replace("«1»", () => `(${first})`).replace("«2»", () => `(${second})`)),
);

test("[J50] a certain hint means that the program fails for every input", () => {
  let seen = 0;
  fc.assert(
    fc.property(programs, fc.array(anyInput, { minLength: 4, maxLength: 8 }), (program, inputs) => {
      if (!analyse(program).hints.some(({ kind, certain }) => kind === "fails" && certain)) return;
      seen += 1;
      for (const input of [null, true, 1, "a", [1], { a: { a: 1 } }, ...inputs])
        expect({ input, failed: ended(program, input).error !== undefined }).toEqual({ input, failed: true });
    }),
    { numRuns: RUNS },
  );
  expect(seen).toBeGreaterThan(RUNS / 100);
});

test("[J51] what fails wherever it is reached never has a result, and what is constant has one only", () => {
  const seen = { fails: 0, constant: 0 };
  fc.assert(
    fc.property(programs, fc.array(anyInput, { minLength: 4, maxLength: 8 }), (program, inputs) => {
      for (const hint of analyse(program).hints) {
        const checked = instrumented(program, hint);
        if (checked === undefined) continue;
        seen[hint.kind] += 1;
        for (const input of [null, true, 1, "a", [1], { a: { a: 1 } }, ...inputs]) {
          const { error } = ended(checked, input);
          expect({ hint, input, error: String(error).includes("~wrong~") }).toEqual({ hint, input, error: false });
        }
      }
    }),
    { numRuns: RUNS },
  );
  expect(Math.min(seen.fails, seen.constant)).toBeGreaterThan(RUNS / 100);
});

test("[J52] results are of the kinds that are told, and there is one where that is told", () => {
  fc.assert(
    fc.property(programs, anyInput, (program, input) => {
      const { kinds, some } = analyse(program);
      const narrow = analyse(program, { input: [kindOf(input)] });
      const { outputs, error } = ended(program, input);
      const found = outputs.map(kindOf);
      expect(found.filter((kind) => !kinds.includes(kind) || !narrow.kinds.includes(kind))).toEqual([]);
      if (error === undefined && (some || narrow.some)) expect(outputs).not.toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

const SAMPLES: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  2.5,
  65,
  1e10,
  1_700_000_000,
  "",
  "a",
  "1",
  "b,c",
  "{}",
  "true",
  "%Y",
  "2020-01-01T00:00:00Z",
  "[1]",
  [],
  [1],
  ["a"],
  [[1, 2], [3]],
  [{ key: "a", value: 1 }],
  [2020, 1, 1, 0, 0, 0, 0, 0],
  [null],
  {},
  { a: 1 },
  { a: { key: "k", value: 1 } },
  { a: [1] },
];

test("[J53] a builtin that is known fails for every input and argument of another kind, and gives what is told", () => {
  const fits = (value: Json, set: number): boolean => (kindSet([kindOf(value)]) & set) !== 0;
  for (const [name, { input, args, output }] of [...SIGNATURES, ...CLOSURE_SIGNATURES]) {
    const [fn = "", arity = "0"] = name.split("/");
    const closures = Number(arity) - args.length;
    const rows: Json[][] =
      args.length === 0 ? [[]] : SAMPLES.flatMap((a) => (args.length === 1 ? [[a]] : SAMPLES.map((b) => [a, b])));
    for (const row of rows)
      for (const value of SAMPLES) {
        const given = [
          ...row.map((each) => `(${JSON.stringify(each)})`),
          ...Array.from({ length: closures }, () => '("a")'),
        ];
        const program = `${fn}${given.length === 0 ? "" : `(${given.join("; ")})`}`;
        const { outputs, error } = ended(program, value);
        const isRight = fits(value, input) && row.every((each, index) => fits(each, args[index] ?? ANY));
        if (!isRight)
          expect({ program, value, outputs: error === undefined ? outputs : [] }).toEqual({
            program,
            value,
            outputs: [],
          });
        const wrong = outputs.filter((each) => !fits(each, output) && each !== null);
        expect({ program, value, wrong }).toEqual({ program, value, wrong: [] });
      }
  }
});

test("[J53] an operator fails for every pair of kinds that it does not take, and compares others always alike", () => {
  for (const operator of ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">="] as const)
    for (const left of SAMPLES)
      for (const right of SAMPLES) {
        const pair = [kindSet([kindOf(left)]), kindSet([kindOf(right)])] as const;
        const { outputs, error } = ended(`.[0] ${operator} .[1]`, [left, right]);
        const always = comparisonResult(operator, ...pair);
        if (always !== undefined) expect([operator, left, right, ...outputs]).toEqual([operator, left, right, always]);
        if (["+", "-", "*", "/", "%"].includes(operator)) {
          const kinds = arithmeticResult(operator, ...pair);
          if (kinds === 0) expect([operator, left, right, error === undefined]).toEqual([operator, left, right, false]);
          else if (error === undefined) expect(kindNames(kinds)).toContain(kindOf(outputs[0] ?? null));
        }
      }
});
