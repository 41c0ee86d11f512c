// Functions: definitions, calls, closure parameters, and the way from a name to a builtin.
// A function that never calls itself is called directly; a recursive one goes through the run's tail-call registers.
import { JqSyntaxError } from "../errors.ts";
import type { Json } from "../json.ts";
import { REFUSED } from "../builtins/refused.ts";
import type { FunctionDefinition, Node, NodeOf } from "../syntax/ast.ts";
import { each, several, single, type Closure, type Code, type Environment, type Frame } from "./code.ts";
import { compileNode, findFunction, withFrame, withFunction, type FunctionEntry, type Scope } from "./scope.ts";
import { frameAt } from "./variable.ts";
import { nodeWeight } from "./weight.ts";

/** What a call weighs besides the nesting of the function's body. */
const CALL_WEIGHT = 4;
/** Bytes a closure keeps: itself and its frame. */
const CLOSURE_BYTES = 96;

export function compileDefine(node: NodeOf<"Define">, scope: Scope): Code {
  return compileNode(node.rest, defineFunction(node.definition, scope));
}

/** Compiles a definition and returns the scope that knows it. */
export function defineFunction(definition: FunctionDefinition, scope: Scope): Scope {
  const entry: FunctionEntry = {
    kind: "function",
    name: definition.name,
    arity: definition.parameters.length,
    parameters: definition.parameters,
    level: scope.level,
    code: undefined,
    isRecursive: false,
    weight: CALL_WEIGHT + nodeWeight(definition.body),
  };
  const inner = withFunction(scope, entry);
  // Closure frames first, one for each parameter; then a variable for each `$parameter`.
  let body = definition.parameters.reduce((at, { name }) => withFrame(at, "closure", name), inner);
  for (const { name, isValue } of definition.parameters) if (isValue) body = withFrame(body, "variable", name);
  entry.code = compileNode(definition.body, body);
  return inner;
}

export function compileCall(node: NodeOf<"Call">, scope: Scope): Code {
  const { name, args, start, end } = node;
  const entry = findFunction(scope, name, args.length);
  if (entry?.kind === "closure") return closureCode(scope.level - entry.level);
  if (entry?.kind === "function") return functionCode(entry, args, scope);
  const builtin = scope.compiler.builtin(node, scope);
  if (builtin !== undefined) return builtin;
  const refusal = REFUSED.get(`${name}/${args.length}`);
  if (refusal !== undefined) throw new JqSyntaxError("jq/refused", `${name} is not available: ${refusal}`, start, end);
  throw new JqSyntaxError("jq/undefined-function", `${name}/${args.length} is not defined`, start, end);
}

/** The compiler put a closure into that frame. */
function closureAt(environment: Environment, hops: number): Closure {
  const frame = frameAt(environment, hops);
  if (frame === undefined) throw new Error("a closure is not where it was compiled to be");
  return frame.value as Closure;
}

function closureCode(hops: number): Code {
  const find = (environment: Environment): Closure => closureAt(environment, hops);
  return {
    one: undefined,
    many: (run, environment, input, emit) => {
      const { code, environment: home } = find(environment);
      return code.many(run, home, input, emit);
    },
    paths: (run, environment, path, input, emit) => {
      const { code, environment: home } = find(environment);
      code.paths(run, home, path, input, emit);
    },
  };
}

/** A closure argument that only passes on a closure parameter is passed as that parameter. */
function argumentOf(node: Node, scope: Scope): { readonly hops: number } | { readonly code: Code } {
  if (node.kind === "Call" && node.args.length === 0) {
    const entry = findFunction(scope, node.name, 0);
    if (entry?.kind === "closure") return { hops: scope.level - entry.level };
  }
  return { code: compileNode(node, scope) };
}

function functionCode(entry: FunctionEntry, args: readonly Node[], scope: Scope): Code {
  const hops = scope.level - entry.level;
  const { parameters } = entry;
  const closures = args.map((arg) => argumentOf(arg, scope));
  const hasValues = parameters.some(({ isValue }) => isValue);
  const closureBytes = CLOSURE_BYTES * closures.filter((argument) => "code" in argument).length;
  const isInside = entry.code === undefined;
  if (isInside) entry.isRecursive = true;
  const enter = (environment: Environment): Environment => {
    let frame = frameAt(environment, hops);
    for (const argument of closures) {
      const value: Frame["value"] =
        "code" in argument
          ? ({ code: argument.code, environment } satisfies Closure)
          : (frameAt(environment, argument.hops)?.value as Closure);
      frame = { up: frame, value };
    }
    return frame;
  };
  /** Binds each `$parameter` to each output of its argument, the first parameter outermost. */
  const bindValues = (
    run: Parameters<Code["many"]>[0],
    input: Json,
    environment: Environment,
    use: (environment: Environment) => void,
  ): void => {
    const bind = (at: number, bound: Environment): void => {
      const parameter = parameters[at];
      if (parameter === undefined) return use(bound);
      if (!parameter.isValue) return bind(at + 1, bound);
      const depth = parameters.length - 1 - at + boundBefore(at);
      const { code, environment: home } = closureAt(bound, depth);
      each(code, run, home, input, (value) => bind(at + 1, constantFrame(bound, value)));
    };
    bind(0, environment);
  };
  const boundBefore = (at: number): number => parameters.slice(0, at).filter(({ isValue }) => isValue).length;
  const body = (): Code => {
    if (entry.code === undefined) throw new Error(`${entry.name} is called before it is compiled`);
    return entry.code;
  };
  if (!isInside && !entry.isRecursive) {
    const direct = body();
    const { one } = direct;
    if (!hasValues && one !== undefined) {
      return { ...single((run, environment, input) => one(run, enter(environment), input)), paths: pathsOf() };
    }
    if (!hasValues) {
      return {
        one: undefined,
        many: (run, environment, input, emit) => direct.many(run, enter(environment), input, emit),
        paths: pathsOf(),
      };
    }
  }
  return {
    ...several((run, environment, input, emit) => {
      if (!hasValues) {
        run.allocate(closureBytes);
        run.tail = body().many;
        run.tailEnvironment = enter(environment);
        run.tailInput = input;
        run.tailEmit = emit;
        run.tailWeight = entry.weight;
        return true;
      }
      const single = parameters.every((parameter, at) => !parameter.isValue || oneOf(closures[at]) !== undefined);
      if (single) {
        let frame = enter(environment);
        parameters.forEach((parameter, at) => {
          if (!parameter.isValue) return;
          frame = constantFrame(frame, oneOf(closures[at])?.(run, environment, input) ?? null);
        });
        run.tail = body().many;
        run.tailEnvironment = frame;
        run.tailInput = input;
        run.tailEmit = emit;
        run.tailWeight = entry.weight;
        return true;
      }
      bindValues(run, input, enter(environment), (bound) => {
        run.tail = body().many;
        run.tailEnvironment = bound;
        run.tailInput = input;
        run.tailEmit = emit;
        run.tailWeight = entry.weight;
        run.settle();
      });
      return false;
    }),
    paths: pathsOf(),
  };

  function pathsOf(): Code["paths"] {
    return (run, environment, path, input, emit) => {
      const { depth } = run;
      run.step();
      run.enter(entry.weight);
      bindValues(run, input, enter(environment), (bound) => body().paths(run, bound, path, input, emit));
      run.depth = depth;
    };
  }
}

function oneOf(argument: { readonly hops: number } | { readonly code: Code } | undefined): Code["one"] {
  return argument !== undefined && "code" in argument ? argument.code.one : undefined;
}

function constantFrame(up: Environment, value: Json): Frame {
  return { up, value };
}
