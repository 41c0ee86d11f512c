// What names mean where a node stands: variables, functions, closure parameters and labels, with the frame each lives in.
import type { Node, NodeOf } from "../syntax/ast.ts";
import type { Code } from "./code.ts";

/** The compiler itself, carried by the scope so that its parts need not import one another. */
export interface Compiler {
  /** Returns the code of a node; throws JqSyntaxError for names that mean nothing. */
  readonly node: (node: Node, scope: Scope) => Code;
  /** Returns the code of a call of a builtin, or undefined if there is none of that name and arity. */
  readonly builtin: (node: NodeOf<"Call">, scope: Scope) => Code | undefined;
}

/** Compiles a node in a scope. */
export function compileNode(node: Node, scope: Scope): Code {
  return scope.compiler.node(node, scope);
}

/** A function definition being compiled or compiled. */
export interface FunctionEntry {
  readonly kind: "function";
  readonly name: string;
  readonly arity: number;
  readonly parameters: readonly { readonly name: string; readonly isValue: boolean }[];
  /** The level of the environment where it was defined. */
  readonly level: number;
  /** Set once the body is compiled; calls inside the body see it unset, which is how recursion is found. */
  code: Code | undefined;
  isRecursive: boolean;
  weight: number;
}

/** One name in scope. */
export type Entry =
  | { readonly kind: "variable"; readonly name: string; readonly level: number }
  | { readonly kind: "label"; readonly name: string; readonly level: number }
  | { readonly kind: "closure"; readonly name: string; readonly level: number; readonly argument: Node | undefined }
  | FunctionEntry;

/** A list of names from the innermost outwards; `level` counts the frames of the environment. */
export interface Scope {
  readonly up: Scope | undefined;
  readonly entry: Entry | undefined;
  readonly level: number;
  readonly compiler: Compiler;
}

/** Returns the scope in which nothing is known but builtins. */
export function emptyScope(compiler: Compiler): Scope {
  return { up: undefined, entry: undefined, level: 0, compiler };
}

/** Returns the scope with one more frame, which holds `kind` `name`. */
export function withFrame(scope: Scope, kind: "variable" | "label" | "closure", name: string): Scope {
  const level = scope.level + 1;
  const entry: Entry = kind === "closure" ? { kind, name, level, argument: undefined } : { kind, name, level };
  return { up: scope, entry, level, compiler: scope.compiler };
}

/** Returns the scope with a function, which needs no frame. */
export function withFunction(scope: Scope, entry: FunctionEntry): Scope {
  return { up: scope, entry, level: scope.level, compiler: scope.compiler };
}

/** Finds the innermost variable or label of that name. */
export function findFrame(scope: Scope, kind: "variable" | "label", name: string): Entry | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.up) {
    if (at.entry?.kind === kind && at.entry.name === name) return at.entry;
  }
  return undefined;
}

/** Finds the innermost function or closure parameter of that name and number of arguments. */
export function findFunction(scope: Scope, name: string, arity: number): Entry | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.up) {
    const { entry } = at;
    if (entry === undefined || entry.name !== name) continue;
    if (entry.kind === "function" && entry.arity === arity) return entry;
    if (entry.kind === "closure" && arity === 0) return entry;
  }
  return undefined;
}
