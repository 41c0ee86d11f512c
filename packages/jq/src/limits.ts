// Every limit of the evaluator, by name. All are counted, never timed, so that a run is a pure function of its inputs.

/** Steps one run may take; a step is a call, an element visited, 16 elements copied or a regular expression's move. About 0.3 s. */
export const DEFAULT_MAX_STEPS = 5_000_000;

/** Bytes all outputs of a run may have as compact JSON (2 MiB is Temporal's payload limit; callers lower it as they need). */
export const DEFAULT_MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** Bytes a run may allocate in total for strings, arrays and objects, garbage included. */
export const DEFAULT_MAX_ALLOCATED_BYTES = 128 * 1024 * 1024;

/** Weight of nested calls that are not tail calls; one level of a small recursive function weighs about 3 to 6. */
export const DEFAULT_MAX_DEPTH = 4_000;

/** Nesting of arrays and objects in an output. */
export const DEFAULT_MAX_JSON_DEPTH = 200;

/** Nesting of intermediate values that recursive builtins (ordering, `tojson`, `*`, `contains`) will follow. */
export const MAX_VALUE_DEPTH = 1_000;

/** Characters of a program's text. */
export const MAX_PROGRAM_LENGTH = 256 * 1024;

/** Nesting of a program's syntax. */
export const MAX_PROGRAM_NESTING = 250;

/** Compiled programs kept by text. */
export const PROGRAM_CACHE_SIZE = 1_000;

/** Characters of programs kept by text, all together. */
export const PROGRAM_CACHE_CHARACTERS = 2 * 1024 * 1024;
