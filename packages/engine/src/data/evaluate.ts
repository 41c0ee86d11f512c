// Evaluates the document's expressions with the variables of their place (dsl.md, "Data flow").
// The invariant: only text of the definition is ever evaluated, never data; each evaluation ends within jq's budget; and
// `$secrets` and `$authorization` never have a value here, so that none can reach the history.

import { compile, JqBudgetError, JqRuntimeError, JqSyntaxError } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import type { Scope } from "../host.ts";
import { standardFault } from "../errors/workflow-fault.ts";
import type { WorkflowFault } from "../errors/workflow-fault.ts";
import { expressionProgram, wrappedExpression } from "./expression-text.ts";
import { isJsonArray, isJsonObject } from "./json-value.ts";

type Program = ReturnType<typeof compile>;

/** Names that only an action's own process may read. */
const CONFIDENTIAL = ["secrets", "authorization"];

/** Where an expression stands: what it reads, and how a failure names it. */
export interface Place {
  /** Value of `.`. */
  readonly input: Json;
  /** Value of a variable, asked only for those that the program reads; undefined where there is none. */
  variable(name: string): Json | undefined;
  /** Names of all variables in reach, without the `$`. */
  readonly names: readonly string[];
  /** Reference of the task, or of the part of the workflow. */
  readonly reference: string;
  /** Epoch milliseconds of jq's `now`. */
  now(): number;
}

/** Compiled programs of one run, by text and names in reach. */
export class ProgramCache {
  readonly #programs = new Map<string, Program>();

  get(program: string, names: readonly string[]): Program {
    const key = `${names.join(" ")}\n${program}`;
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    const compiled = compile(program, { variables: [...names, ...CONFIDENTIAL] });
    if (this.#programs.size >= 10_000) this.#programs.clear();
    this.#programs.set(key, compiled);
    return compiled;
  }
}

const SHOWN_CHARACTERS = 200;

function failure(program: string, place: Place, field: string, reason: string, title?: string): WorkflowFault {
  const shown = program.length > SHOWN_CHARACTERS ? `${program.slice(0, SHOWN_CHARACTERS)}…` : program;
  return standardFault("expression", `${place.reference}: ${field}: \${ ${shown} }: ${reason}`, {
    instance: place.reference,
    ...(title === undefined ? {} : { title }),
  });
}

function asFault(error: unknown, program: string, place: Place, field: string): unknown {
  if (error instanceof JqSyntaxError) return failure(program, place, field, `syntax: ${error.message}`);
  if (error instanceof JqBudgetError) return failure(program, place, field, error.message, error.code);
  if (error instanceof JqRuntimeError) return failure(program, place, field, error.message);
  return error;
}

function isConfidential(program: Program): boolean {
  return CONFIDENTIAL.some((name) => program.freeVariables.includes(name));
}

function variablesOf(program: Program, place: Place): Scope {
  // Entries, since a loop may call its variable __proto__, which an assignment would lose.
  const open = program.freeVariables.filter((name) => !CONFIDENTIAL.includes(name));
  return Object.fromEntries(open.map((name) => [name, place.variable(name) ?? null]));
}

function run(program: Program, text: string, place: Place, field: string): Json {
  const results = program.run(place.input, { variables: variablesOf(program, place), now: () => place.now() });
  const [first = null] = results;
  if (results.length <= 1) return first;
  throw failure(text, place, field, `gives ${results.length} values where one is expected; collect them with [ … ]`);
}

/** The value of a program: its only result, or null where it has none. Throws an expression fault (400). */
export function evaluateProgram(cache: ProgramCache, text: string, place: Place, field: string): Json {
  try {
    const program = cache.get(text, place.names);
    if (isConfidential(program)) {
      throw failure(text, place, field, "$secrets and $authorization can be read only by the arguments of an action");
    }
    return run(program, text, place, field);
  } catch (error) {
    throw asFault(error, text, place, field);
  }
}

/** How a template treats its strings beyond the strict mode's rule. */
export interface TemplateOptions {
  /** `evaluate.mode`: loose also evaluates bare strings, and keeps those that fail. */
  readonly mode: "strict" | "loose";
  /** Receives expressions that read `$secrets` or `$authorization`; without it they are faults. */
  defer?(program: string, variables: Scope): Json;
}

/** A value of the definition with every expression in it evaluated; keys are never expressions. */
export function evaluateTemplate(
  cache: ProgramCache,
  template: Json,
  place: Place,
  field: string,
  options: TemplateOptions,
): Json {
  if (typeof template === "string") return evaluateText(cache, template, place, field, options);
  if (isJsonArray(template)) {
    return template.map((item, index) => evaluateTemplate(cache, item, place, `${field}/${index}`, options));
  }
  if (!isJsonObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [
      key,
      evaluateTemplate(cache, value, place, `${field}/${key}`, options),
    ]),
  );
}

function evaluateText(cache: ProgramCache, text: string, place: Place, field: string, options: TemplateOptions): Json {
  const program = wrappedExpression(text);
  if (program === undefined) return options.mode === "loose" ? evaluateLoosely(cache, text, place, field) : text;
  if (options.defer === undefined) return evaluateProgram(cache, program, place, field);
  try {
    const compiled = cache.get(program, place.names);
    if (isConfidential(compiled)) return options.defer(program, variablesOf(compiled, place));
    return run(compiled, program, place, field);
  } catch (error) {
    throw asFault(error, program, place, field);
  }
}

/** True where jq would read nothing, which means `.`: an empty text and `#ff0000` are texts, not the whole input. */
function isEmptyProgram(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(?:#|$)/u.test(line));
}

function evaluateLoosely(cache: ProgramCache, text: string, place: Place, field: string): Json {
  if (isEmptyProgram(text)) return text;
  try {
    return evaluateProgram(cache, text, place, field);
  } catch {
    return text;
  }
}

/** The value of an expression-typed field: a bare or wrapped expression, or an object or array of values. */
export function evaluateField(
  cache: ProgramCache,
  value: Json,
  place: Place,
  field: string,
  options: TemplateOptions,
): Json {
  return typeof value === "string"
    ? evaluateProgram(cache, expressionProgram(value), place, field)
    : evaluateTemplate(cache, value, place, field, options);
}

/** Truth as jq has it: everything but false and null. */
export function isTruthy(value: Json): boolean {
  return value !== false && value !== null;
}
