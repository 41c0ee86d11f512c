// A compiled program and its runs: the budget, the globals, the check of what comes out.
import { Run } from "./budget.ts";
import { ROOT_SCOPE } from "./compile/compile.ts";
import type { Code, Environment } from "./compile/code.ts";
import { compileNode, withFrame, type Scope } from "./compile/scope.ts";
import { Break, JqBudgetError, JqRuntimeError, JqSyntaxError, Raised } from "./errors.ts";
import { freeVariablesOf } from "./free-variables.ts";
import type { Json, JsonObject } from "./json.ts";
import {
  DEFAULT_MAX_ALLOCATED_BYTES,
  DEFAULT_MAX_DEPTH,
  DEFAULT_MAX_JSON_DEPTH,
  DEFAULT_MAX_OUTPUT_BYTES,
  DEFAULT_MAX_STEPS,
} from "./limits.ts";
import { OutputMeter } from "./output-meter.ts";
import { parse } from "./syntax/parse.ts";
import { toJsonText } from "./value/json-text.ts";
import { ownValue } from "./value/kinds.ts";

/** Options of one run. */
export interface RunOptions {
  /** Values of the global variables, by name without `$`; a missing one is null. @default {} */
  readonly variables?: JsonObject;
  /** The clock that `now` reads, in milliseconds since 1970. @default the clock stands at 0 */
  readonly now?: () => number;
  /** Steps before `expression_timeout`. @default DEFAULT_MAX_STEPS */
  readonly maxSteps?: number;
  /** Bytes of all outputs as JSON before `expression_too_large`. @default DEFAULT_MAX_OUTPUT_BYTES */
  readonly maxOutputBytes?: number;
  /** Bytes allocated in all before `expression_too_large`. @default DEFAULT_MAX_ALLOCATED_BYTES */
  readonly maxAllocatedBytes?: number;
  /** Weight of nested calls before `expression_too_deep`. @default DEFAULT_MAX_DEPTH */
  readonly maxDepth?: number;
  /** Nesting of an output before `expression_too_deep`. @default DEFAULT_MAX_JSON_DEPTH */
  readonly maxJsonDepth?: number;
}

/** A compiled program; immutable, safe to share and to run any number of times. */
export interface JqProgram {
  readonly source: string;
  /** The global `$names` that the program reads, sorted. */
  readonly freeVariables: readonly string[];
  /**
   * Returns all outputs for an input. A pure function of program, input, variables and clock.
   * Throws JqRuntimeError for an uncaught jq error, JqBudgetError when a limit is exceeded.
   */
  run(input: Json, options?: RunOptions): Json[];
}

/** Compiles a program that may read the named global variables; throws JqSyntaxError. */
export function compileProgram(source: string, variables: readonly string[]): JqProgram {
  const node = guardDepth(() => parse(source));
  const scope = variables.reduce<Scope>((at, name) => withFrame(at, "variable", name), ROOT_SCOPE);
  const code = guardDepth(() => compileNode(node, scope));
  const freeVariables = freeVariablesOf(node);
  return Object.freeze({
    source,
    freeVariables,
    run: (input: Json, options: RunOptions = {}) => runCode(code, variables, input, options),
  });
}

function guardDepth<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new JqSyntaxError("jq/too-nested", "The program is nested too deeply", 0, 0);
  }
}

function clockAtZero(): number {
  return 0;
}

function runCode(code: Code, variables: readonly string[], input: Json, options: RunOptions): Json[] {
  const limits = {
    maxSteps: options.maxSteps ?? DEFAULT_MAX_STEPS,
    maxBytes: options.maxAllocatedBytes ?? DEFAULT_MAX_ALLOCATED_BYTES,
    maxDepth: options.maxDepth ?? DEFAULT_MAX_DEPTH,
  };
  const maxJsonDepth = options.maxJsonDepth ?? DEFAULT_MAX_JSON_DEPTH;
  const run = new Run(limits, options.now ?? clockAtZero);
  const meter = new OutputMeter(options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES, maxJsonDepth);
  const given = options.variables ?? {};
  const outputs: Json[] = [];
  let environment: Environment;
  for (const name of variables) environment = { up: environment, value: ownValue(given, name) ?? null };
  try {
    if (code.one !== undefined) {
      outputs.push(meter.admit(code.one(run, environment, input)));
      return outputs;
    }
    const pending = code.many(run, environment, input, (value) => {
      run.step();
      outputs.push(meter.admit(value));
      return false;
    });
    if (pending) run.settle();
    return outputs;
  } catch (error) {
    throw translate(error, outputs);
  }
}

function translate(error: unknown, outputs: readonly Json[]): unknown {
  if (error instanceof Raised) return new JqRuntimeError(errorMessage(error.value), error.value, outputs);
  if (error instanceof Break) return new JqRuntimeError("break", null, outputs);
  if (error instanceof RangeError) {
    // The last line of defence: the depth budget should end a run before the engine's stack does.
    return new JqBudgetError("expression_too_deep", "The expression nests too deeply");
  }
  return error;
}

function errorMessage(value: Json): string {
  return typeof value === "string" ? value : `${toJsonText(value, 100_000)} (not a string)`;
}
