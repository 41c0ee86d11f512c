// Paths: `.`, `.key`, `.[expression]`, slices, `.[]` and `..`, as readers of values and as makers of paths.
import type { Run } from "../budget.ts";
import { Raised, raise } from "../errors.ts";
import type { Json } from "../json.ts";
import type { Node, NodeOf } from "../syntax/ast.ts";
import { readKey } from "../value/access.ts";
import { describe, shortText } from "../value/describe.ts";
import { isArray, isObject } from "../value/kinds.ts";
import {
  each,
  NO_PATH,
  several,
  single,
  type Code,
  type Emit,
  type EmitPath,
  type Environment,
  type One,
  type Path,
} from "./code.ts";
import { compileNode, type Scope } from "./scope.ts";

const identity: Code = {
  one: (_run, _environment, input) => input,
  many: (_run, _environment, input, emit) => emit(input),
  paths: (_run, _environment, path, input, emit) => emit(path, input),
};

export function compileIdentity(): Code {
  return identity;
}

/** Raises when a computed value would be read as if it had a path. */
export function checkPath(path: Path, input: Json, key: Json): void {
  if (path === NO_PATH) {
    raise(`Invalid path expression near attempt to access element ${shortText(key)} of ${shortText(input, 29)}`);
  }
}

export function compileIndex(node: NodeOf<"Index">, scope: Scope): Code {
  const target = compileNode(node.target, scope);
  if (node.key.kind === "Literal" && typeof node.key.value === "string" && !node.optional) {
    return fieldCode(target, node.key.value);
  }
  return keyCode(target, compileNode(node.key, scope), node.optional);
}

const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

function fieldCode(target: Code, key: string): Code {
  // A name that Object.prototype lacks can be read without asking whether it is an own property.
  const isPlain = !INHERITED.has(key);
  const read = (run: Run, value: Json): Json =>
    isPlain && isObject(value) ? (value[key] ?? null) : readKey(run, value, key);
  const { one, many } = target;
  const paths: Code["paths"] = (run, environment, path, input, emit) => {
    target.paths(run, environment, path, input, (found, value) => {
      checkPath(found, value, key);
      emit({ up: found, key }, read(run, value));
    });
  };
  if (target === identity) {
    return {
      one: (run, _environment, input) => read(run, input),
      many: (run, _environment, input, emit) => emit(read(run, input)),
      paths,
    };
  }
  return one !== undefined
    ? { ...single((run, environment, input) => read(run, one(run, environment, input))), paths }
    : {
        ...several((run, environment, input, emit) => many(run, environment, input, (value) => emit(read(run, value)))),
        paths,
      };
}

/** Reads or, if optional, tries to read; the outer result is undefined where the reading failed. */
function reader(isOptional: boolean): (run: Run, target: Json, key: Json) => Json | undefined {
  if (!isOptional) return readKey;
  return (run, target, key) => {
    try {
      return readKey(run, target, key);
    } catch (error) {
      if (error instanceof Raised) return undefined;
      throw error;
    }
  };
}

/** Code for `target[key]`: for each key, each target. */
export function keyCode(target: Code, key: Code, isOptional: boolean): Code {
  const read = reader(isOptional);
  const one: One | undefined =
    !isOptional && target.one !== undefined && key.one !== undefined ? keyOfOne(target.one, key.one) : undefined;
  return {
    one,
    many: (run, environment, input, emit) => {
      each(key, run, environment, input, (wanted) => {
        each(target, run, environment, input, (value) => {
          const found = read(run, value, wanted);
          if (found !== undefined && emit(found)) run.settle();
        });
      });
      return false;
    },
    paths: (run, environment, path, input, emit) => {
      each(key, run, environment, input, (wanted) => {
        target.paths(run, environment, path, input, (place, value) => {
          checkPath(place, value, wanted);
          const found = read(run, value, wanted);
          if (found !== undefined) emit({ up: place, key: wanted }, found);
        });
      });
    },
  };
}

function keyOfOne(target: One, key: One): One {
  return (run, environment, input) => {
    const wanted = key(run, environment, input);
    return readKey(run, target(run, environment, input), wanted);
  };
}

export function compileSlice(node: NodeOf<"Slice">, scope: Scope): Code {
  const bound = (part: Node | undefined): Code => (part === undefined ? single(() => null) : compileNode(part, scope));
  const from = bound(node.from);
  const to = bound(node.to);
  const target = compileNode(node.target, scope);
  const fromOne = from.one;
  const toOne = to.one;
  const key: Code =
    fromOne !== undefined && toOne !== undefined
      ? single((run, environment, input) => {
          const end = toOne(run, environment, input);
          return { start: fromOne(run, environment, input), end };
        })
      : several((run, environment, input, emit) => {
          each(to, run, environment, input, (end) => {
            each(from, run, environment, input, (start) => {
              if (emit({ start, end })) run.settle();
            });
          });
          return false;
        });
  return keyCode(target, key, node.optional);
}

function cannotIterate(value: Json): never {
  return raise(`Cannot iterate over ${value === null ? "null (null)" : describe(value)}`);
}

/** Emits each element; the last one is a tail call. */
export function iterate(run: Run, value: Json, isOptional: boolean, emit: Emit): boolean {
  if (isArray(value)) {
    const last = value.length - 1;
    for (let index = 0; index < last; index += 1) {
      run.step();
      if (emit(value[index] as Json)) run.settle();
    }
    if (last < 0) return false;
    run.step();
    return emit(value[last] as Json);
  }
  if (isObject(value)) {
    for (const key of Object.keys(value)) {
      run.step();
      if (emit(value[key] as Json)) run.settle();
    }
    return false;
  }
  return isOptional ? false : cannotIterate(value);
}

/** Emits the path of each element. */
export function iteratePaths(run: Run, path: Path, value: Json, isOptional: boolean, emit: EmitPath): void {
  if (path === NO_PATH) raise(`Invalid path expression near attempt to iterate through ${shortText(value, 29)}`);
  if (isArray(value)) {
    for (let key = 0; key < value.length; key += 1) {
      run.step();
      emit({ up: path, key }, value[key] as Json);
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      run.step();
      emit({ up: path, key }, value[key] as Json);
    }
  } else if (!isOptional) {
    cannotIterate(value);
  }
}

export function compileIterate(node: NodeOf<"Iterate">, scope: Scope): Code {
  const { optional } = node;
  const target = compileNode(node.target, scope);
  const { one, many } = target;
  return {
    one: undefined,
    many:
      one !== undefined
        ? (run, environment, input, emit) => iterate(run, one(run, environment, input), optional, emit)
        : (run, environment, input, emit) =>
            many(run, environment, input, (value) => iterate(run, value, optional, emit)),
    paths: (run, environment, path, input, emit) => {
      target.paths(run, environment, path, input, (place, value) => iteratePaths(run, place, value, optional, emit));
    },
  };
}

function descend(run: Run, _environment: Environment, value: Json, emit: Emit): boolean {
  run.step();
  if (emit(value)) run.settle();
  if (typeof value !== "object" || value === null) return false;
  const { depth } = run;
  run.enter(2);
  for (const item of isArray(value) ? value : Object.values(value)) descend(run, undefined, item, emit);
  run.depth = depth;
  return false;
}

function descendPaths(run: Run, path: Path, value: Json, emit: EmitPath): void {
  run.step();
  emit(path, value);
  if (typeof value !== "object" || value === null) return;
  const { depth } = run;
  run.enter(2);
  iteratePaths(run, path, value, true, (place, item) => descendPaths(run, place, item, emit));
  run.depth = depth;
}

/** `..` and `recurse`: the value and everything below it. */
export const recurseCode: Code = {
  one: undefined,
  many: descend,
  paths: (run, _environment, path, input, emit) => descendPaths(run, path, input, emit),
};
