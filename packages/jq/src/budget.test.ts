import { describe, expect, test } from "vitest";
import { compile, JqBudgetError } from "./index.ts";

const HOSTILE: readonly (readonly [program: string, code: string])[] = [
  ["def f: f; f", "expression_timeout"],
  ["last(range(1e18))", "expression_timeout"],
  ["until(false; .)", "expression_timeout"],
  ["[range(1e9)]", "expression_t"],
  ['def d: . + . | d; "x" | d', "expression_too_large"],
  ['"x" * 2e9 | length', "expression_too_large"],
  ['[limit(1e9; repeat("x" * 1000))]', "expression_t"],
  ["def f: 1 + f; f", "expression_too_deep"],
  ["def f: [f]; f", "expression_too_deep"],
  ["def f: {a: {b: [f]}}; f", "expression_too_deep"],
  ["def f: try (f | error) catch .; f", "expression_too_deep"],
  ["def f: if (f | not) then f else (f // f) end; f", "expression_too_deep"],
  ["def f: ((((((((f + 1) + 1) + 1) + 1) + 1) + 1) + 1) + 1); f", "expression_too_deep"],
  ["def f: . as [$x] | {a: f}; f", "expression_too_deep"],
  ["def f: .a |= f; f", "expression_too_deep"],
  ["def f(x): f(x | x); f(.)", "expression_t"],
  ["reduce range(20000) as $i (null; [.])", "expression_too_deep"],
  ["reduce range(20000) as $i (null; [.]) | tojson", "expression_too_deep"],
  ["reduce range(20000) as $i (null; [.]) | . == [.]", "expression_too_deep"],
  ["0 | recurse(if . < 9000 then . + 1, . + 1 else empty end)", "expression_too_deep"],
  [".a[1e8] = 1", "expression_t"],
  ["[range(10)] | [., ., ., ., ., ., ., .] | [combinations] | length", "expression_t"],
  ["while(true; .)", "expression_t"],
  ["reduce range(1e6) as $i ([]; . + [$i]) | length", "expression_t"],
  ['("a" * 40) + "b" | test("^(a|a)*\\\\1$")', "expression_timeout"],
];

describe("budgets", () => {
  for (const [program, code] of HOSTILE) {
    test(`[J30] ${program} ends with ${code}`, () => {
      let caught: unknown;
      try {
        compile(program).run(null);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(JqBudgetError);
      expect((caught as JqBudgetError).code).toMatch(new RegExp(`^${code}`));
      // The engine's own stack must never be what ends a run: that would depend on the engine.
      expect((caught as JqBudgetError).message).not.toBe("The expression nests too deeply");
    });
  }

  test("[J31] a nested quantifier on forty letters is linear", () => {
    const program = compile('test("^(a+)+$")');
    expect(program.run(`${"a".repeat(40)}b`, { maxSteps: 20_000 })).toEqual([false]);
    expect(program.run("a".repeat(40), { maxSteps: 20_000 })).toEqual([true]);
  });

  test("[J12] a budget cannot be caught", () => {
    expect(() => compile("try (def f: f; f) catch 1").run(null, { maxSteps: 1_000 })).toThrow(JqBudgetError);
    expect(() => compile("(def f: f; f)? // 1").run(null, { maxSteps: 1_000 })).toThrow(JqBudgetError);
  });

  test("[J30] the output budget counts all outputs", () => {
    const program = compile('"x" * 100, "y" * 100');
    expect(program.run(null, { maxOutputBytes: 250 })).toHaveLength(2);
    expect(() => program.run(null, { maxOutputBytes: 150 })).toThrow(
      expect.objectContaining({ code: "expression_too_large" }),
    );
  });

  test("[J32] a run that exceeds a budget does so at the same step each time", () => {
    const program = compile("[range(100)] | map(. * 2) | add");
    const ends = (maxSteps: number): boolean => {
      try {
        program.run(null, { maxSteps });
        return true;
      } catch {
        return false;
      }
    };
    const first = Array.from({ length: 400 }, (_, steps) => ends(steps)).indexOf(true);
    expect(first).toBeGreaterThan(200);
    expect(Array.from({ length: 400 }, (_, steps) => ends(steps)).indexOf(true)).toBe(first);
  });
});
