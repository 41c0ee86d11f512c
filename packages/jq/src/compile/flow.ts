// Control: pipe, comma, `and`, `or`, `//`, `if`, `try`, labels. Tail positions return; all others settle.
import type { Run } from "../budget.ts";
import { Break, JqSyntaxError, Raised } from "../errors.ts";
import type { Json } from "../json.ts";
import type { NodeOf } from "../syntax/ast.ts";
import { isTrue } from "../value/kinds.ts";
import { each, NO_PATH, several, single, type Code, type Many, type Paths } from "./code.ts";
import { compileNode, findFrame, withFrame, type Scope } from "./scope.ts";
import { frameAt } from "./variable.ts";

export function compilePipe(node: NodeOf<"Pipe">, scope: Scope): Code {
  return pipeCode(compileNode(node.left, scope), compileNode(node.right, scope));
}

/** Code for `left | right`. */
export function pipeCode(left: Code, right: Code): Code {
  const paths: Paths = (run, environment, path, input, emit) => {
    left.paths(run, environment, path, input, (place, value) => right.paths(run, environment, place, value, emit));
  };
  const leftOne = left.one;
  const rightOne = right.one;
  if (leftOne !== undefined && rightOne !== undefined) {
    return {
      ...single((run, environment, input) => rightOne(run, environment, leftOne(run, environment, input))),
      paths,
    };
  }
  const { many } = right;
  if (leftOne !== undefined) {
    return {
      one: undefined,
      many: (run, environment, input, emit) => many(run, environment, leftOne(run, environment, input), emit),
      paths,
    };
  }
  if (rightOne !== undefined) {
    return {
      one: undefined,
      many: (run, environment, input, emit) =>
        left.many(run, environment, input, (value) => emit(rightOne(run, environment, value))),
      paths,
    };
  }
  return {
    one: undefined,
    many: (run, environment, input, emit) =>
      left.many(run, environment, input, (value) => many(run, environment, value, emit)),
    paths,
  };
}

export function compileComma(node: NodeOf<"Comma">, scope: Scope): Code {
  const left = compileNode(node.left, scope);
  const right = compileNode(node.right, scope);
  return {
    one: undefined,
    many: (run, environment, input, emit) => {
      if (left.many(run, environment, input, emit)) run.settle();
      return right.many(run, environment, input, emit);
    },
    paths: (run, environment, path, input, emit) => {
      left.paths(run, environment, path, input, emit);
      right.paths(run, environment, path, input, emit);
    },
  };
}

export function compileLogic(node: NodeOf<"And"> | NodeOf<"Or">, scope: Scope): Code {
  const left = compileNode(node.left, scope);
  const right = compileNode(node.right, scope);
  const isAnd = node.kind === "And";
  const leftOne = left.one;
  const rightOne = right.one;
  if (leftOne !== undefined && rightOne !== undefined) {
    return single((run, environment, input) =>
      isTrue(leftOne(run, environment, input)) === isAnd ? isTrue(rightOne(run, environment, input)) : !isAnd,
    );
  }
  return several((run, environment, input, emit) => {
    each(left, run, environment, input, (value) => {
      if (isTrue(value) !== isAnd) {
        if (emit(!isAnd)) run.settle();
        return;
      }
      each(right, run, environment, input, (other) => {
        if (emit(isTrue(other))) run.settle();
      });
    });
    return false;
  });
}

export function compileAlternative(node: NodeOf<"Alternative">, scope: Scope): Code {
  const left = compileNode(node.left, scope);
  const right = compileNode(node.right, scope);
  const leftOne = left.one;
  const rightOne = right.one;
  /** Says whether nothing true came of `left`; its errors are the whole expression's. */
  const nothingTrue = (produce: (offer: (value: Json, give: () => void) => void) => void): boolean => {
    let found = false;
    produce((value, give) => {
      if (!isTrue(value)) return;
      found = true;
      give();
    });
    return !found;
  };
  const paths: Paths = (run, environment, path, input, emit) => {
    const none = nothingTrue((offer) => {
      left.paths(run, environment, path, input, (place, value) => offer(value, () => emit(place, value)));
    });
    if (none) right.paths(run, environment, path, input, emit);
  };
  if (leftOne !== undefined && rightOne !== undefined) {
    const one: Code["one"] = (run, environment, input) => {
      const value = leftOne(run, environment, input);
      return isTrue(value) ? value : rightOne(run, environment, input);
    };
    return { ...single(one), paths };
  }
  return {
    one: undefined,
    many: (run, environment, input, emit) => {
      const none = nothingTrue((offer) => {
        each(left, run, environment, input, (value) =>
          offer(value, () => {
            if (emit(value)) run.settle();
          }),
        );
      });
      return none ? right.many(run, environment, input, emit) : false;
    },
    paths,
  };
}

export function compileIf(node: NodeOf<"If">, scope: Scope): Code {
  const otherwise = node.otherwise ?? { kind: "Identity", start: node.end, end: node.end };
  return ifCode(compileNode(node.condition, scope), compileNode(node.then, scope), compileNode(otherwise, scope));
}

/** Code for `if condition then yes else no end`. */
export function ifCode(condition: Code, yes: Code, no: Code): Code {
  const test = condition.one;
  const paths: Paths = (run, environment, path, input, emit) => {
    each(condition, run, environment, input, (value) => {
      (isTrue(value) ? yes : no).paths(run, environment, path, input, emit);
    });
  };
  if (test === undefined) {
    return {
      one: undefined,
      many: (run, environment, input, emit) =>
        condition.many(run, environment, input, (value) =>
          (isTrue(value) ? yes : no).many(run, environment, input, emit),
        ),
      paths,
    };
  }
  const yesOne = yes.one;
  const noOne = no.one;
  if (yesOne !== undefined && noOne !== undefined) {
    return {
      ...single((run, environment, input) =>
        (isTrue(test(run, environment, input)) ? yesOne : noOne)(run, environment, input),
      ),
      paths,
    };
  }
  return {
    one: undefined,
    many: (run, environment, input, emit) =>
      (isTrue(test(run, environment, input)) ? yes : no).many(run, environment, input, emit),
    paths,
  };
}

export function compileTry(node: NodeOf<"Try">, scope: Scope): Code {
  const body = compileNode(node.body, scope);
  const handler = node.handler === undefined ? undefined : compileNode(node.handler, scope);
  const bodyOne = body.one;
  const handlerOne = handler?.one;
  // An error raised by whoever receives an output is not the body's: `isInside` tells the two apart.
  const caught = (run: Run, attempt: (guard: (give: () => void) => void) => void): Raised | undefined => {
    let isInside = true;
    const { depth } = run;
    try {
      attempt((give) => {
        isInside = false;
        give();
        isInside = true;
      });
      return undefined;
    } catch (error) {
      if (!(error instanceof Raised) || !isInside) throw error;
      run.depth = depth;
      return error;
    }
  };
  const many: Many = (run, environment, input, emit) => {
    const error = caught(run, (guard) => {
      each(body, run, environment, input, (value) =>
        guard(() => {
          if (emit(value)) run.settle();
        }),
      );
    });
    return error !== undefined && handler !== undefined ? handler.many(run, environment, error.value, emit) : false;
  };
  const paths: Paths = (run, environment, path, input, emit) => {
    const error = caught(run, (guard) => {
      body.paths(run, environment, path, input, (place, value) => guard(() => emit(place, value)));
    });
    if (error !== undefined && handler !== undefined) handler.paths(run, environment, NO_PATH, error.value, emit);
  };
  if (bodyOne === undefined || handlerOne === undefined) return { one: undefined, many, paths };
  const one: Code["one"] = (run, environment, input) => {
    const { depth } = run;
    try {
      return bodyOne(run, environment, input);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      run.depth = depth;
      return handlerOne(run, environment, error.value);
    }
  };
  return { ...single(one), paths };
}

/** Runs `body` with a fresh token; a `Break` with that token ends it. */
export function untilBreak(run: Run, body: (token: object) => void): void {
  const token = {};
  const { depth } = run;
  run.enter(6);
  try {
    body(token);
    run.depth = depth;
  } catch (error) {
    if (!(error instanceof Break) || error.token !== token) throw error;
    run.depth = depth;
  }
}

/** Leaves the `untilBreak` of that token. */
export function leave(token: object): never {
  // oxlint-disable-next-line typescript/only-throw-error -- see Break: control flow, no stack wanted
  throw new Break(token);
}

export function compileLabel(node: NodeOf<"Label">, scope: Scope): Code {
  const body = compileNode(node.body, withFrame(scope, "label", node.name));
  return {
    one: undefined,
    many: (run, environment, input, emit) => {
      untilBreak(run, (token) => {
        if (body.many(run, { up: environment, value: token }, input, emit)) run.settle();
      });
      return false;
    },
    paths: (run, environment, path, input, emit) => {
      untilBreak(run, (token) => body.paths(run, { up: environment, value: token }, path, input, emit));
    },
  };
}

export function compileBreak({ name, start, end }: NodeOf<"Break">, scope: Scope): Code {
  const entry = findFrame(scope, "label", name);
  if (entry === undefined) throw new JqSyntaxError("jq/undefined-label", `$*label-${name} is not defined`, start, end);
  const hops = scope.level - entry.level;
  return several((_run, environment) => leave(frameAt(environment, hops)?.value as object));
}
