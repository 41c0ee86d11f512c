// Bindings: `as` with destructuring and alternatives, `reduce` and `foreach`.
import type { Run } from "../budget.ts";
import { Raised, raise } from "../errors.ts";
import type { Json } from "../json.ts";
import type { Node, NodeOf, Pattern } from "../syntax/ast.ts";
import { readKey } from "../value/access.ts";
import { kindOf } from "../value/kinds.ts";
import { each, NO_PATH, several, single, type Code, type Environment, type Path } from "./code.ts";
import { compileNode, withFrame, type Scope } from "./scope.ts";

/** Binds the variables of a value's parts and calls `use` with each resulting environment. */
type Matcher = (run: Run, environment: Environment, value: Json, use: (environment: Environment) => void) => void;

interface Bound {
  readonly match: Matcher;
  readonly scope: Scope;
}

function variableMatcher(name: string, scope: Scope): Bound {
  return {
    match: (_run, environment, value, use) => use({ up: environment, value }),
    scope: withFrame(scope, "variable", name),
  };
}

/** `input` is what `.` is for key expressions of the pattern: the value being taken apart by the outermost pattern's source. */
function compilePattern(pattern: Pattern, scope: Scope): Bound {
  if (pattern.kind === "PatternVariable") return variableMatcher(pattern.name, scope);
  if (pattern.kind === "PatternArray") {
    return pattern.items.reduce<Bound>(
      (before, item, index) => {
        const inner = compilePattern(item, before.scope);
        const match: Matcher = (run, environment, value, use) => {
          before.match(run, environment, value, (next) => {
            if (value !== null && !Array.isArray(value)) raise(`Cannot index ${kindOf(value)} with number`);
            inner.match(run, next, readKey(run, value, index), use);
          });
        };
        return { match, scope: inner.scope };
      },
      { match: (_run, environment, _value, use) => use(environment), scope },
    );
  }
  return pattern.entries.reduce<Bound>(
    (before, entry) => {
      const named = entry.variable === undefined ? undefined : variableMatcher(entry.variable, before.scope);
      const keyScope = named?.scope ?? before.scope;
      const key = compileNode(entry.key, keyScope);
      const inner = entry.pattern === undefined ? undefined : compilePattern(entry.pattern, keyScope);
      const match: Matcher = (run, environment, value, use) => {
        before.match(run, environment, value, (next) => {
          each(key, run, next, value, (wanted) => {
            if (typeof wanted !== "string") raise(`Cannot index ${kindOf(value)} with ${kindOf(wanted)}`);
            const part = readKey(run, value, wanted);
            const bind = (bound: Environment): void =>
              inner === undefined ? use(bound) : inner.match(run, bound, part, use);
            if (named === undefined) bind(next);
            else named.match(run, next, part, bind);
          });
        });
      };
      return { match, scope: inner?.scope ?? keyScope };
    },
    { match: (_run, environment, _value, use) => use(environment), scope },
  );
}

function namesOf(pattern: Pattern): string[] {
  if (pattern.kind === "PatternVariable") return [pattern.name];
  if (pattern.kind === "PatternArray") return pattern.items.flatMap(namesOf);
  return pattern.entries.flatMap(({ variable, pattern: inner }) => [
    ...(variable === undefined ? [] : [variable]),
    ...(inner === undefined ? [] : namesOf(inner)),
  ]);
}

/** One way to bind, with the code that runs in its scope. */
interface Binding {
  readonly match: Matcher;
  readonly bodies: readonly Code[];
}

/**
 * Compiles `bodies` in the scope of each pattern. With `?//` all variables of all patterns exist in each, null where the
 * pattern does not bind them.
 */
function compileBindings(patterns: readonly Pattern[], bodies: readonly Node[], scope: Scope): readonly Binding[] {
  const names = patterns.length > 1 ? [...new Set(patterns.flatMap(namesOf))] : [];
  const outer = names.reduce((at, name) => withFrame(at, "variable", name), scope);
  return patterns.map((pattern) => {
    const bound = compilePattern(pattern, outer);
    const match: Matcher =
      names.length === 0
        ? bound.match
        : (run, environment, value, use) => {
            const nulls = names.reduce<Environment>((up) => ({ up, value: null }), environment);
            bound.match(run, nulls, value, use);
          };
    return { match, bodies: bodies.map((body) => compileNode(body, bound.scope)) };
  });
}

/** Tries each binding; an error moves on to the next, the last one's error stands. */
function tryBindings(
  run: Run,
  environment: Environment,
  value: Json,
  bindings: readonly Binding[],
  use: (environment: Environment, bodies: readonly Code[]) => void,
): void {
  const last = bindings.length - 1;
  const outer = run.depth;
  run.enter(6);
  for (const [index, { match, bodies }] of bindings.entries()) {
    if (index === last) {
      match(run, environment, value, (bound) => use(bound, bodies));
      run.depth = outer;
      return;
    }
    const { depth } = run;
    try {
      match(run, environment, value, (bound) => use(bound, bodies));
      run.depth = outer;
      return;
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      run.depth = depth;
    }
  }
}

export function compileBind(node: NodeOf<"Bind">, scope: Scope): Code {
  const source = compileNode(node.source, scope);
  const [pattern] = node.patterns;
  if (node.patterns.length === 1 && pattern?.kind === "PatternVariable") {
    return bindVariable(source, compileNode(node.body, withFrame(scope, "variable", pattern.name)));
  }
  const bindings = compileBindings(node.patterns, [node.body], scope);
  return {
    one: undefined,
    many: (run, environment, input, emit) => {
      each(source, run, environment, input, (value) => {
        tryBindings(run, environment, value, bindings, (bound, [body]) => {
          if (body?.many(run, bound, input, emit)) run.settle();
        });
      });
      return false;
    },
    paths: (run, environment, path, input, emit) => {
      each(source, run, environment, input, (value) => {
        tryBindings(run, environment, value, bindings, (bound, [body]) => body?.paths(run, bound, path, input, emit));
      });
    },
  };
}

function bindVariable(source: Code, body: Code): Code {
  const sourceOne = source.one;
  const bodyOne = body.one;
  const paths: Code["paths"] = (run, environment, path, input, emit) => {
    each(source, run, environment, input, (value) => body.paths(run, { up: environment, value }, path, input, emit));
  };
  if (sourceOne !== undefined && bodyOne !== undefined) {
    return {
      ...single((run, environment, input) =>
        bodyOne(run, { up: environment, value: sourceOne(run, environment, input) }, input),
      ),
      paths,
    };
  }
  const many: Code["many"] =
    sourceOne !== undefined
      ? (run, environment, input, emit) =>
          body.many(run, { up: environment, value: sourceOne(run, environment, input) }, input, emit)
      : (run, environment, input, emit) =>
          source.many(run, environment, input, (value) => body.many(run, { up: environment, value }, input, emit));
  return { one: undefined, many, paths };
}

export function compileReduce(node: NodeOf<"Reduce">, scope: Scope): Code {
  const source = compileNode(node.source, scope);
  const init = compileNode(node.init, scope);
  const bindings = compileBindings(node.patterns, [node.update], scope);
  const fold = (run: Run, environment: Environment, input: Json, start: Json): Json => {
    let state = start;
    each(source, run, environment, input, (value) => {
      run.step();
      tryBindings(run, environment, value, bindings, (bound, [update]) => {
        const before = state;
        // An update without output leaves null behind, as in jq.
        state = null;
        if (update !== undefined) {
          each(update, run, bound, before, (next) => {
            state = next;
          });
        }
      });
    });
    return state;
  };
  // As in jq, only the start has a path: a state has it as long as it is the very value that the fold began with.
  const paths: Code["paths"] = (run, environment, path, input, emit) => {
    init.paths(run, environment, path, input, (place, start) => {
      let state = start;
      let isStart = true;
      // A number that was computed is a new one, even if it is the same.
      const placeOf = (value: Json): Path =>
        isStart || (value === start && typeof value !== "number") ? place : NO_PATH;
      each(source, run, environment, input, (item) => {
        run.step();
        tryBindings(run, environment, item, bindings, (bound, [update]) => {
          const before = state;
          const from = placeOf(before);
          state = null;
          isStart = false;
          update?.paths(run, bound, from, before, (_found, next) => {
            state = next;
          });
        });
      });
      emit(placeOf(state), state);
    });
  };
  const initOne = init.one;
  if (initOne !== undefined) {
    const one = single((run, environment, input) => fold(run, environment, input, initOne(run, environment, input)));
    return { ...one, paths };
  }
  const many = several((run, environment, input, emit) => {
    each(init, run, environment, input, (start) => {
      if (emit(fold(run, environment, input, start))) run.settle();
    });
    return false;
  });
  return { ...many, paths };
}

export function compileForeach(node: NodeOf<"Foreach">, scope: Scope): Code {
  const source = compileNode(node.source, scope);
  const init = compileNode(node.init, scope);
  const extract: Node = node.extract ?? { kind: "Identity", start: node.end, end: node.end };
  const bindings = compileBindings(node.patterns, [node.update, extract], scope);
  const fold = (
    run: Run,
    environment: Environment,
    input: Json,
    use: (extract: Code, bound: Environment, state: Json) => void,
  ): void => {
    each(init, run, environment, input, (start) => {
      let state = start;
      each(source, run, environment, input, (value) => {
        run.step();
        tryBindings(run, environment, value, bindings, (bound, [update, pick]) => {
          const before = state;
          state = null;
          if (update === undefined || pick === undefined) return;
          each(update, run, bound, before, (next) => {
            state = next;
            use(pick, bound, next);
          });
        });
      });
    });
  };
  return {
    one: undefined,
    many: (run, environment, input, emit) => {
      fold(run, environment, input, (pick, bound, state) => {
        if (pick.many(run, bound, state, emit)) run.settle();
      });
      return false;
    },
    paths: (run, environment, path, input, emit) => {
      fold(run, environment, input, (pick, bound, state) => {
        pick.paths(run, bound, state === input ? path : undefined, state, emit);
      });
    },
  };
}
