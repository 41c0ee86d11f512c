// Turns the evaluator's linked paths into jq's arrays, and checks what is used as a path.
import type { Run } from "../budget.ts";
import { raise } from "../errors.ts";
import type { Json } from "../json.ts";
import { shortText } from "../value/describe.ts";
import { isArray, kindOf } from "../value/kinds.ts";
import { NO_PATH, type Code, type Environment, type Path } from "./code.ts";

/** Returns the keys from the root on. */
export function pathKeys(path: Path): Json[] {
  const keys: Json[] = [];
  for (let at = path; at !== undefined; at = at.up) keys.push(at.key);
  return keys.reverse();
}

/** Calls `use` with each path that `code` finds below the input. */
export function eachPath(
  code: Code,
  run: Run,
  environment: Environment,
  input: Json,
  use: (keys: readonly Json[], value: Json) => void,
): void {
  code.paths(run, environment, undefined, input, (path, value) => {
    if (path === NO_PATH) raise(`Invalid path expression with result ${shortText(value, 29)}`);
    const keys = pathKeys(path);
    run.copy(keys.length);
    use(keys, value);
  });
}

/** Returns the value as a path, or raises. */
export function asPath(value: Json): readonly Json[] {
  return isArray(value) ? value : raise("Path must be specified as an array");
}

/** Returns the value as a list of paths, or raises. */
export function asPaths(value: Json): readonly (readonly Json[])[] {
  if (!isArray(value)) return raise("Paths must be specified as an array");
  return value.map((path) => (isArray(path) ? path : raise(`Path must be specified as array, not ${kindOf(path)}`)));
}
