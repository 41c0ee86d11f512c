// How code builtins are made: one walk that emits outputs, with or without their paths.
import { each, several, type Code, type EmitPath, type Environment, type Path } from "../compile/code.ts";
import type { Run } from "../budget.ts";
import type { Json } from "../json.ts";

export type Visit = (path: Path, value: Json) => void;
export type Walk = (run: Run, environment: Environment, path: Path, input: Json, visit: Visit) => void;

/** Code whose outputs are all found by one walk, with or without paths. */
export function walked(values: Walk, paths?: Walk): Code {
  const computed = several((run, environment, input, emit) => {
    values(run, environment, undefined, input, (_path, value) => {
      if (emit(value)) run.settle();
    });
    return false;
  });
  return paths === undefined ? computed : { ...computed, paths };
}

/** Runs `code` for its values, or for its paths. */
export type Follow = (code: Code, run: Run, environment: Environment, path: Path, input: Json, emit: EmitPath) => void;

export const followValues: Follow = (code, run, environment, _path, input, emit) =>
  each(code, run, environment, input, (value) => emit(undefined, value));
export const followPaths: Follow = (code, run, environment, path, input, emit) =>
  code.paths(run, environment, path, input, emit);

/** Code defined once for both ways of following its arguments. */
export function both(define: (follow: Follow) => Walk): Code {
  return walked(define(followValues), define(followPaths));
}

export const EMPTY: Code = { one: undefined, many: () => false, paths: () => undefined };

export const identity: Code = {
  one: (_run, _environment, input) => input,
  many: (_run, _environment, input, emit) => emit(input),
  paths: (_run, _environment, path, input, emit) => emit(path, input),
};
