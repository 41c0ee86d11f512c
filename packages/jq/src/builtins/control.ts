// Builtins that take code, not values: selection, generators, folds, early ends. Loops are loops here, not recursion.
import type { Run } from "../budget.ts";
import { Raised, raise } from "../errors.ts";
import type { Json } from "../json.ts";
import { each, single, type Code, type Environment } from "../compile/code.ts";
import { collect } from "../compile/construct.ts";
import { firstOutput, updateCode, withoutPaths } from "../compile/assign.ts";
import { leave, pipeCode, untilBreak } from "../compile/flow.ts";
import { checkPath, iterate, iteratePaths } from "../compile/paths.ts";
import { asPath, eachPath } from "../compile/path-list.ts";
import { changePath, deletePaths, hasKey, readPath } from "../value/access.ts";
import { add } from "../value/arithmetic.ts";
import {
  firstCode,
  lastCode,
  limitCode,
  nthCode,
  recurseWith,
  repeatCode,
  selectCode,
  signOf,
  skipCode,
  untilCode,
  whileCode,
} from "./generators.ts";
import { EMPTY, identity, walked } from "./walks.ts";
import { kindOf, isTrue } from "../value/kinds.ts";
import { compare } from "../value/order.ts";
import { elementsOf, streamEvents, sum } from "./collections.ts";

/** Makes the code of a call from the code of its arguments. */
export type Special = (...args: readonly Code[]) => Code;

/** Whether any output of `generator` satisfies `condition` (or none fails it, for `all`). */
function quantifier(isAny: boolean): (generator: Code, condition: Code) => Code {
  return (generator, condition) =>
    single((run, environment, input) => {
      let result = !isAny;
      untilBreak(run, (token) => {
        each(generator, run, environment, input, (value) => {
          run.step();
          each(condition, run, environment, value, (test) => {
            if (isTrue(test) !== isAny) return;
            result = isAny;
            leave(token);
          });
        });
      });
      return result;
    });
}

const elements: Code = {
  one: undefined,
  many: (run, _environment, input, emit) => iterate(run, input, false, emit),
  paths: (run, _environment, path, input, emit) => iteratePaths(run, path, input, false, emit),
};

/** `map`: `[.[] | f]`. */
function mapCode(body: Code): Code {
  const { one } = body;
  if (one === undefined) {
    return single((run, environment, input) => {
      const items: Json[] = [];
      for (const item of elementsOf(input)) {
        run.step();
        each(body, run, environment, item, (value) => {
          run.allocate(8);
          items.push(value);
        });
      }
      run.allocate(16);
      return items;
    });
  }
  return single((run, environment, input) => {
    const list = elementsOf(input);
    run.copy(list.length);
    const items: Json[] = [];
    for (const item of list) {
      run.step();
      items.push(one(run, environment, item));
    }
    return items;
  });
}

function rangeCode(from: Code, to: Code, by: Code): Code {
  return walked((run, environment, _path, input, visit) => {
    each(from, run, environment, input, (start) => {
      each(to, run, environment, input, (end) => {
        each(by, run, environment, input, (step) =>
          countFrom(run, start, end, step, (value) => visit(undefined, value)),
        );
      });
    });
  });
}

function countFrom(run: Run, start: Json, end: Json, step: Json, visit: (value: Json) => void): void {
  const sign = signOf(step);
  if (sign === 0) return;
  let value = start;
  while (sign > 0 ? compare(value, end) < 0 : compare(value, end) > 0) {
    run.step();
    visit(value);
    value = add(run, value, step);
  }
}

function countTo(from: Code, to: Code): Code {
  return walked((run, environment, _path, input, visit) => {
    each(from, run, environment, input, (start) => {
      each(to, run, environment, input, (end) => {
        if (typeof start !== "number" || typeof end !== "number") return raise("Range bounds must be numeric");
        for (let value = start; value < end; value += 1) {
          run.step();
          visit(undefined, value);
        }
      });
    });
  });
}

const zero = single(() => 0);
const one1 = single(() => 1);

function getPathCode(path: Code): Code {
  return {
    ...single((run, environment, input) => readPath(run, input, asPath(path.one?.(run, environment, input) ?? null))),
    ...(path.one === undefined ? { one: undefined } : {}),
    many: (run, environment, input, emit) => {
      each(path, run, environment, input, (keys) => {
        if (emit(readPath(run, input, asPath(keys)))) run.settle();
      });
      return false;
    },
    paths: (run, environment, from, input, emit) => {
      each(path, run, environment, input, (keys) => {
        let at = from;
        for (const key of asPath(keys)) {
          checkPath(at, input, key);
          at = { up: at, key };
        }
        emit(at, readPath(run, input, asPath(keys)));
      });
    },
  };
}

function walkCode(change: Code): Code {
  const visit = (run: Run, environment: Environment, value: Json, use: (value: Json) => void): void => {
    run.step();
    const { depth } = run;
    run.enter(4);
    if (typeof value !== "object" || value === null) {
      each(change, run, environment, value, use);
    } else if (Array.isArray(value)) {
      const items: Json[] = [];
      run.copy(value.length);
      for (const item of value as readonly Json[]) visit(run, environment, item, (next) => items.push(next));
      each(change, run, environment, items, use);
    } else {
      const self: Code = {
        one: undefined,
        many: (inner, at, item, emit) => {
          visit(inner, at, item, (next) => {
            if (emit(next)) inner.settle();
          });
          return false;
        },
        paths: () => undefined,
      };
      each(change, run, environment, updateCode(run, environment, value, elements, self), use);
    }
    run.depth = depth;
  };
  return walked((run, environment, _path, input, emit) => {
    visit(run, environment, input, (value) => emit(undefined, value));
  });
}

function pathsOf(condition: Code | undefined): Code {
  return walked((run, environment, _path, input, visit) => {
    const all = recurseWith({ ...elements, many: optionalElements.many, paths: optionalElements.paths });
    eachPath(all, run, environment, input, (keys, value) => {
      if (keys.length === 0) return;
      if (condition === undefined) visit(undefined, keys);
      else each(condition, run, environment, value, (test) => (isTrue(test) ? visit(undefined, keys) : undefined));
    });
  });
}

const optionalElements: Code = {
  one: undefined,
  many: (run, _environment, input, emit) => iterate(run, input, true, emit),
  paths: (run, _environment, path, input, emit) => iteratePaths(run, path, input, true, emit),
};

function raiseOutputs(message: Code): Code {
  return walked((run, environment, _path, input) => {
    each(message, run, environment, input, (value) => {
      // oxlint-disable-next-line typescript/only-throw-error -- see Raised
      throw new Raised(value);
    });
  });
}

function ofKind(test: (value: Json) => boolean): Code {
  return selectCode(single((_run, _environment, input) => test(input)));
}

const isKind = (...kinds: readonly string[]): Code => ofKind((value) => kinds.includes(kindOf(value)));

/** Builtins that take code, by `name/arity`. */
export const CONTROL: Readonly<Record<string, Special>> = {
  "empty/0": () => EMPTY,
  "not/0": () => single((_run, _environment, input) => !isTrue(input)),
  "error/0": () => raiseOutputs(identity),
  "error/1": (message) => raiseOutputs(message ?? identity),
  "select/1": (condition) => selectCode(condition ?? identity),
  "map/1": (body) => mapCode(body ?? identity),
  "map_values/1": (body) =>
    withoutPaths(single((run, environment, input) => updateCode(run, environment, input, elements, body ?? identity))),
  "path/1": (body) =>
    walked((run, environment, _path, input, visit) => {
      eachPath(body ?? identity, run, environment, input, (keys) => visit(undefined, keys));
    }),
  "paths/0": () => pathsOf(undefined),
  "paths/1": (condition) => pathsOf(condition),
  "leaf_paths/0": () => pathsOf(single((_run, _environment, input) => typeof input !== "object" || input === null)),
  "getpath/1": (path) => getPathCode(path ?? identity),
  "del/1": (body) =>
    single((run, environment, input) => {
      const gone: (readonly Json[])[] = [];
      eachPath(body ?? identity, run, environment, input, (keys) => gone.push(keys));
      return gone.length === 0 ? input : deletePaths(run, input, gone);
    }),
  "pick/1": (body) =>
    single((run, environment, input) => {
      let result: Json = null;
      eachPath(body ?? identity, run, environment, input, (keys) => {
        result = changePath(run, result, keys, () => readPath(run, input, keys));
      });
      return result;
    }),
  "recurse/0": () => recurseWith(optionalElements),
  "recurse/1": (step) => recurseWith(step ?? identity),
  "recurse/2": (step, condition) => {
    const select = selectCode(condition ?? identity);
    return recurseWith(pipeCode(step ?? identity, select));
  },
  "while/2": (condition, update) => whileCode(condition ?? identity, update ?? identity),
  "until/2": (condition, update) => untilCode(condition ?? identity, update ?? identity),
  "repeat/1": (body) => repeatCode(body ?? identity),
  "range/1": (to) => countTo(zero, to ?? zero),
  "range/2": (from, to) => countTo(from ?? zero, to ?? zero),
  "range/3": (from, to, by) => rangeCode(from ?? zero, to ?? zero, by ?? one1),
  "limit/2": (count, body) => limitCode(count ?? zero, body ?? identity),
  "skip/2": (count, body) => skipCode(count ?? zero, body ?? identity),
  "first/1": (body) => firstCode(body ?? identity),
  "last/1": (body) => lastCode(body ?? identity),
  "nth/2": (count, body) => nthCode(count ?? zero, body ?? identity),
  "isempty/1": (body) =>
    single((run, environment, input) => firstOutput(run, environment, input, (body ?? identity).many) === undefined),
  "any/0": () => quantifier(true)(elements, identity),
  "any/1": (condition) => quantifier(true)(elements, condition ?? identity),
  "any/2": (generator, condition) => quantifier(true)(generator ?? identity, condition ?? identity),
  "all/0": () => quantifier(false)(elements, identity),
  "all/1": (condition) => quantifier(false)(elements, condition ?? identity),
  "all/2": (generator, condition) => quantifier(false)(generator ?? identity, condition ?? identity),
  "add/1": (body) => single((run, environment, input) => sum(run, collect(body ?? identity, run, environment, input))),
  "walk/1": (body) => walkCode(body ?? identity),
  "tostream/0": () =>
    walked((run, _environment, _path, input, visit) =>
      streamEvents(run, input).forEach((event) => visit(undefined, event)),
    ),
  "in/1": (target) =>
    walked((run, environment, _path, input, visit) => {
      each(target ?? identity, run, environment, input, (object) => visit(undefined, hasKey(object, input)));
    }),
  "arrays/0": () => isKind("array"),
  "objects/0": () => isKind("object"),
  "iterables/0": () => isKind("array", "object"),
  "booleans/0": () => isKind("boolean"),
  "numbers/0": () => isKind("number"),
  "strings/0": () => isKind("string"),
  "nulls/0": () => isKind("null"),
  "values/0": () => ofKind((value) => value !== null),
  "scalars/0": () => isKind("null", "boolean", "number", "string"),
};
