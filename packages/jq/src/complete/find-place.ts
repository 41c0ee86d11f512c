// Walks the tree to the mark and takes the data along: what “.” is there, which variables are bound, which functions are defined.
import type { FunctionDefinition, Node, Pattern } from "../syntax/ast.ts";
import { argumentFocus } from "./argument-focus.ts";
import { bindFrames, runFrames, type Frame } from "./frames.ts";
import { MARK } from "./place-cursor.ts";

/** What the mark stands for. */
export type PlaceSort =
  /** `.name` on something: frames are what it is read of. `isFirst`: nothing stands before the dot. */
  | { readonly type: "path"; readonly isFirst: boolean }
  /** The text of a key, as in `.["name"]`. */
  | { readonly type: "key-text" }
  | { readonly type: "word" }
  /** `{name}`. */
  | { readonly type: "entry" }
  | { readonly type: "variable" }
  | { readonly type: "format" };

/** The mark's place, and what is known there. */
export interface FoundPlace {
  readonly sort: PlaceSort;
  readonly frames: readonly Frame[];
  /** Names that the program itself binds. */
  readonly bound: readonly string[];
  readonly functions: readonly FunctionDefinition[];
}

interface Scope {
  readonly frames: readonly Frame[];
  readonly bound: readonly string[];
  readonly functions: readonly FunctionDefinition[];
}

/** The place of the mark in a program's tree; undefined where nothing can be offered, as for names that are made up. */
export function findPlace(root: Node, program: string, frames: readonly Frame[]): FoundPlace | undefined {
  const at = program.indexOf(MARK);
  const holds = (node: Node | undefined): node is Node => node !== undefined && node.start <= at && at < node.end;
  const textOf = (node: { readonly start: number; readonly end: number }): string =>
    program.slice(node.start, node.end);
  return walk(root, { frames, bound: [], functions: [] });

  function run(text: string, scope: Scope): readonly Frame[] {
    return runFrames(definitionsOf(scope) + text, scope.frames);
  }

  function definitionsOf({ functions }: Scope): string {
    return functions.map((definition) => `${textOf(definition)} `).join("");
  }

  function after(node: Node, scope: Scope): Scope {
    return { ...scope, frames: run(textOf(node), scope) };
  }

  function bind(source: Node, patterns: readonly Pattern[], scope: Scope): Scope {
    const names = [...new Set(patterns.flatMap(namesOf))];
    const pattern = patterns.map(textOf).join(" ?// ");
    const object = names.map((name) => `${JSON.stringify(name)}: $${name}`).join(", ");
    return {
      ...scope,
      bound: [...scope.bound, ...names],
      frames: bindFrames(`${definitionsOf(scope)}(${textOf(source)}) as ${pattern} | {${object}}`, scope.frames),
    };
  }

  function found(sort: PlaceSort, scope: Scope): FoundPlace {
    return { sort, ...scope };
  }

  function oneOf(nodes: readonly (Node | undefined)[], scope: Scope): FoundPlace | undefined {
    const inner = nodes.find(holds);
    return inner === undefined ? undefined : walk(inner, scope);
  }

  function walk(node: Node, scope: Scope): FoundPlace | undefined {
    switch (node.kind) {
      case "Call":
        return node.name === MARK && !node.args.some(holds) ? found({ type: "word" }, scope) : argument(node, scope);
      case "Variable":
        return node.name === MARK ? found({ type: "variable" }, scope) : undefined;
      case "Format":
        return found({ type: "format" }, scope);
      case "Index":
        return index(node, scope);
      case "Slice":
        return oneOf([node.target, node.from, node.to], scope);
      case "Iterate":
        return walk(node.target, scope);
      case "Pipe":
        return holds(node.left) ? walk(node.left, scope) : walk(node.right, after(node.left, scope));
      case "Assign":
        return node.operator === "|=" && holds(node.right)
          ? walk(node.right, after(node.left, scope))
          : oneOf([node.left, node.right], scope);
      case "Comma":
      case "Binary":
      case "And":
      case "Or":
      case "Alternative":
        return oneOf([node.left, node.right], scope);
      case "Negate":
        return walk(node.operand, scope);
      case "Array":
        return oneOf([node.body], scope);
      case "String":
        return oneOf(
          node.parts.filter((part) => typeof part !== "string"),
          scope,
        );
      case "Object":
        return entry(node, scope);
      case "If":
        return oneOf([node.condition, node.then, node.otherwise], scope);
      case "Try":
        return holds(node.handler) ? walk(node.handler, { ...scope, frames: [] }) : walk(node.body, scope);
      case "Label":
        return walk(node.body, scope);
      case "Bind":
        if (holds(node.source)) return walk(node.source, scope);
        return holds(node.body) ? walk(node.body, bind(node.source, node.patterns, scope)) : undefined;
      case "Reduce":
      case "Foreach":
        return fold(node, scope);
      case "Define":
        return define(node, scope);
      default:
        return undefined;
    }
  }

  function index({ target, key }: Extract<Node, { kind: "Index" }>, scope: Scope): FoundPlace | undefined {
    if (holds(target) && target.end > target.start) return walk(target, scope);
    if (key.kind !== "Literal" || typeof key.value !== "string") return walk(key, scope);
    const isFirst = target.kind === "Identity";
    const frames = isFirst ? scope.frames : run(textOf(target), scope);
    if (program[key.start] === '"') return found({ type: "key-text" }, { ...scope, frames });
    return key.value === MARK ? found({ type: "path", isFirst }, { ...scope, frames }) : undefined;
  }

  function entry({ entries }: Extract<Node, { kind: "Object" }>, scope: Scope): FoundPlace | undefined {
    for (const { key, value } of entries) {
      if (holds(value)) return walk(value, scope);
      if (!holds(key)) continue;
      if (key.kind !== "Literal") return walk(key, scope);
      return value === undefined && key.value === MARK ? found({ type: "entry" }, scope) : undefined;
    }
    return undefined;
  }

  function argument({ name, args }: Extract<Node, { kind: "Call" }>, scope: Scope): FoundPlace | undefined {
    const at = args.findIndex(holds);
    const arg = args[at];
    if (arg === undefined) return undefined;
    const isOwn = scope.functions.some((known) => known.name === name && known.parameters.length === args.length);
    if (isOwn) return walk(arg, { ...scope, frames: [] });
    return walk(arg, { ...scope, frames: run(argumentFocus(name, args.map(textOf), at), scope) });
  }

  function fold(node: Extract<Node, { kind: "Reduce" | "Foreach" }>, scope: Scope): FoundPlace | undefined {
    if (holds(node.source)) return walk(node.source, scope);
    if (holds(node.init)) return walk(node.init, scope);
    const bound = bind(node.source, node.patterns, scope);
    const inside = { ...bound, frames: runFrames(definitionsOf(scope) + textOf(node.init), bound.frames) };
    return oneOf([node.update, node.kind === "Foreach" ? node.extract : undefined], inside);
  }

  function define({ definition, rest }: Extract<Node, { kind: "Define" }>, scope: Scope): FoundPlace | undefined {
    if (!holds(definition.body)) return walk(rest, { ...scope, functions: [...scope.functions, definition] });
    // What a function is called on is not known where it is written.
    const values = definition.parameters.filter(({ isValue }) => isValue).map(({ name }) => name);
    return walk(definition.body, { ...scope, bound: [...scope.bound, ...values], frames: [] });
  }
}

function namesOf(pattern: Pattern): readonly string[] {
  switch (pattern.kind) {
    case "PatternVariable":
      return [pattern.name];
    case "PatternArray":
      return pattern.items.flatMap(namesOf);
    case "PatternObject":
      return pattern.entries.flatMap((entry) => [
        ...(entry.variable === undefined ? [] : [entry.variable]),
        ...(entry.pattern === undefined ? [] : namesOf(entry.pattern)),
      ]);
    default:
      return [];
  }
}
