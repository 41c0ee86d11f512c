// The live answer beside an expression: compiled and run by our own bounded jq, on sample data. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import type { TextRange } from "@ironweave/schema";
import { compile, JqBudgetError, JqRuntimeError, JqSyntaxError } from "@ironweave/jq";

/** What an expression gives on the sample, or why it gives nothing. `range` is where a mistake stands in the text. */
export type Trial =
  | { readonly ok: true; readonly outputs: readonly Json[] }
  | { readonly ok: false; readonly kind: "syntax" | "runtime"; readonly message: string; readonly range?: TextRange };

const VARIABLES = ["context", "input", "output", "secrets", "authorization", "task", "workflow", "runtime"] as const;
/** Enough for anything a person writes; small enough to answer while typing. */
const STEPS = 200_000;

/** The program inside `${ … }`, or the text itself where it is bare. */
export function bareProgram(text: string): string {
  const wrapped = /^\s*\$\{([\s\S]*)\}\s*$/.exec(text);
  return (wrapped?.[1] ?? text).trim();
}

/** True where the whole text is an expression in strict mode. */
export function isWrapped(text: string): boolean {
  return /^\s*\$\{[\s\S]*\}\s*$/.test(text);
}

/** Runs an expression on the sample. Variables that are not given are null, but for `$input`, which is the sample. */
export function tryExpression(text: string, sample: Json, known: JsonObject = {}): Trial {
  const program = bareProgram(text);
  if (/^\s*\$\{/.test(text) && !isWrapped(text)) {
    const end = text.trimEnd().length;
    return {
      ok: false,
      kind: "syntax",
      message: "A } that ends the expression is missing.",
      range: { start: end - 1, end },
    };
  }
  const names = [
    ...new Set([...VARIABLES, ...[...program.matchAll(/\$(\w+)/g)].flatMap((match) => match[1] ?? [])]),
  ].filter((name) => name !== "__loc__");
  const variables: JsonObject = Object.fromEntries(
    names.map((name) => [name, known[name] ?? (name === "input" ? sample : null)]),
  );
  try {
    return { ok: true, outputs: compile(program, { variables: names }).run(sample, { variables, maxSteps: STEPS }) };
  } catch (error) {
    if (error instanceof JqSyntaxError) {
      const before = text.indexOf(program, isWrapped(text) ? text.indexOf("${") + 2 : 0);
      const range = { start: before + error.start, end: before + Math.max(error.end, error.start + 1) };
      return { ok: false, kind: "syntax", message: error.message, range };
    }
    if (error instanceof JqRuntimeError || error instanceof JqBudgetError)
      return { ok: false, kind: "runtime", message: error.message };
    throw error;
  }
}
