// Assignment: `=`, `|=` and the arithmetic forms. All are folds over the paths that the left side finds.
import type { Run } from "../budget.ts";
import type { Json } from "../json.ts";
import type { BinaryOperator, NodeOf } from "../syntax/ast.ts";
import { changePath, deletePaths, readPath } from "../value/access.ts";
import { raise } from "../errors.ts";
import { shortText } from "../value/describe.ts";
import { isTrue } from "../value/kinds.ts";
import { each, several, single, type Code, type Environment, type Many } from "./code.ts";
import { eachPath } from "./path-list.ts";
import { OPERATIONS, type Operation } from "./operators.ts";
import { untilBreak, leave } from "./flow.ts";
import { compileNode, type Scope } from "./scope.ts";

export function compileAssign(node: NodeOf<"Assign">, scope: Scope): Code {
  const left = compileNode(node.left, scope);
  const right = compileNode(node.right, scope);
  switch (node.operator) {
    case "|=":
      return withoutPaths(single((run, environment, input) => updateCode(run, environment, input, left, right)));
    case "=":
      return forEachRight(right, (run, environment, input, value) => {
        let result = input;
        eachPath(left, run, environment, input, (path) => {
          result = changePath(run, result, path, () => value);
        });
        return result;
      });
    case "//=":
      return withoutPaths(arithmetic(left, right, (_run, before, value) => (isTrue(before) ? before : value)));
    default:
      return withoutPaths(arithmetic(left, right, OPERATIONS[node.operator.slice(0, -1) as BinaryOperator]));
  }
}

/** Updates have no path, not even where they change nothing: jq folds over a pair that it makes, and says so in these words. */
export function withoutPaths(code: Code): Code {
  return {
    ...code,
    paths: (run, environment, _path, input) => {
      each(code, run, environment, input, (value) => {
        raise(`Invalid path expression near attempt to access element 0 of ${shortText([value, []], 29)}`);
      });
    },
  };
}

function forEachRight(
  right: Code,
  assign: (run: Run, environment: Environment, input: Json, value: Json) => Json,
): Code {
  const { one } = right;
  if (one !== undefined) {
    return single((run, environment, input) => assign(run, environment, input, one(run, environment, input)));
  }
  return several((run, environment, input, emit) => {
    each(right, run, environment, input, (value) => {
      if (emit(assign(run, environment, input, value))) run.settle();
    });
    return false;
  });
}

function arithmetic(left: Code, right: Code, operation: Operation): Code {
  return forEachRight(right, (run, environment, input, value) => {
    let result = input;
    eachPath(left, run, environment, input, (path) => {
      result = changePath(run, result, path, (before) => operation(run, before, value));
    });
    return result;
  });
}

/** Replaces the value at each path of `left` with the first output of `right`; where there is none, the path is deleted. */
export function updateCode(run: Run, environment: Environment, input: Json, left: Code, right: Code): Json {
  let result = input;
  const gone: (readonly Json[])[] = [];
  eachPath(left, run, environment, input, (path) => {
    run.step();
    if (right.one !== undefined) {
      const { one } = right;
      result = changePath(run, result, path, (before) => one(run, environment, before));
      return;
    }
    const next = firstOutput(run, environment, readPath(run, result, path), right.many);
    if (next === undefined) gone.push(path);
    else result = changePath(run, result, path, () => next);
  });
  return gone.length === 0 ? result : deletePaths(run, result, gone);
}

/** Returns the first output, or undefined if there is none; what would come after is not computed. */
export function firstOutput(run: Run, environment: Environment, input: Json, many: Many): Json | undefined {
  let first: Json | undefined;
  untilBreak(run, (token) => {
    const pending = many(run, environment, input, (value) => {
      first = value;
      return leave(token);
    });
    if (pending) run.settle();
  });
  return first;
}
