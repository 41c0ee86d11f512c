// What the compiler makes of a node: closures that take the run, the environment and an input.
// A result of true means "a tail call is pending in the run's registers": return it, or call `run.settle()`.
import type { Run } from "../budget.ts";
import type { Json } from "../json.ts";

/** One binding of the environment, found by counting frames; its place is known when compiling. */
export interface Frame {
  readonly up: Environment;
  readonly value: Json | Closure | object;
}
export type Environment = Frame | undefined;

/** A function's argument: code with the environment where it was written. */
export interface Closure {
  readonly code: Code;
  readonly environment: Environment;
}

/** A path as a list from its last key to its first; `undefined` is the root. */
export interface PathStep {
  readonly up: Path;
  readonly key: Json;
}
export type Path = PathStep | undefined;

/** Takes one output. */
export type Emit = (value: Json) => boolean;
/** Takes one path with the value found there. */
export type EmitPath = (path: Path, value: Json) => void;
/** Returns the only output; only for code that always has exactly one or raises. */
export type One = (run: Run, environment: Environment, input: Json) => Json;
/** Emits each output. */
export type Many = (run: Run, environment: Environment, input: Json, emit: Emit) => boolean;
/** Emits each path; `path` leads to `input`, or is `NO_PATH`. */
export type Paths = (run: Run, environment: Environment, path: Path, input: Json, emit: EmitPath) => void;

/** Compiled code of one node. */
export interface Code {
  readonly one: One | undefined;
  readonly many: Many;
  readonly paths: Paths;
}

/** Stands for the path of a value that was computed, not found: reading below it is an error. */
export const NO_PATH: PathStep = { up: undefined, key: null };

/** Paths of code that computes: valid only where the very input comes back. */
export function computedPaths(many: Many): Paths {
  return (run, environment, path, input, emit) => {
    const pending = many(run, environment, input, (value) => {
      // A number that was computed is a new one, even if it is the same.
      emit(value === input && typeof value !== "number" ? path : NO_PATH, value);
      return false;
    });
    if (pending) run.settle();
  };
}

/** Code with exactly one output. */
export function single(one: One): Code {
  const many: Many = (run, environment, input, emit) => emit(one(run, environment, input));
  return { one, many, paths: computedPaths(many) };
}

/** Code with any number of outputs, none of them found at a path. */
export function several(many: Many): Code {
  return { one: undefined, many, paths: computedPaths(many) };
}

/** What one level of evaluation inside another weighs in the depth budget. */
const LEVEL_WEIGHT = 3;

/** Calls `use` with each output of `code`; the fast way where there is exactly one. Never leaves a tail call pending. */
export function each(code: Code, run: Run, environment: Environment, input: Json, use: (value: Json) => void): void {
  if (code.one !== undefined) {
    use(code.one(run, environment, input));
    return;
  }
  const { depth } = run;
  run.enter(LEVEL_WEIGHT);
  const pending = code.many(run, environment, input, (value) => {
    use(value);
    return false;
  });
  if (pending) run.settle();
  run.depth = depth;
}
