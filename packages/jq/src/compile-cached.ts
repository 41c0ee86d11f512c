// `compile`: programs by text, each compiled once and kept while there is room; the least recently used goes first.
import { JqSyntaxError } from "./errors.ts";
import { PROGRAM_CACHE_CHARACTERS, PROGRAM_CACHE_SIZE } from "./limits.ts";
import { compileProgram, type JqProgram } from "./program.ts";

/** Options of compilation. */
export interface CompileOptions {
  /** Global variables the program may read, without `$`; any other is an error. @default [] */
  readonly variables?: readonly string[];
}

/** What `tryCompile` returns. */
export type CompileResult =
  | { readonly ok: true; readonly program: JqProgram }
  | { readonly ok: false; readonly error: JqSyntaxError };

const cache = new Map<string, JqProgram>();
let characters = 0;

/** Returns the compiled program; throws JqSyntaxError. Compiling the same text with the same variables again is free. */
export function compile(program: string, options: CompileOptions = {}): JqProgram {
  const variables = options.variables ?? [];
  const id = `${variables.join(" ")}\n${program}`;
  const known = cache.get(id);
  if (known !== undefined) {
    cache.delete(id);
    cache.set(id, known);
    return known;
  }
  const compiled = compileProgram(program, variables);
  cache.set(id, compiled);
  characters += id.length;
  for (const oldest of cache.keys()) {
    if (cache.size <= PROGRAM_CACHE_SIZE && characters <= PROGRAM_CACHE_CHARACTERS) break;
    cache.delete(oldest);
    characters -= oldest.length;
  }
  return compiled;
}

/** Like `compile`, for validators: a mistake in the program is a value. */
export function tryCompile(program: string, options: CompileOptions = {}): CompileResult {
  try {
    return { ok: true, program: compile(program, options) };
  } catch (error) {
    if (error instanceof JqSyntaxError) return { ok: false, error };
    throw error;
  }
}
