// The way from a builtin's name to its code: native, special or written in jq; and the names that are refused.
import type { Code } from "../compile/code.ts";
import { defineFunction } from "../compile/call.ts";
import { compileNode, emptyScope, type Compiler, type Scope } from "../compile/scope.ts";
import type { Node, NodeOf } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import { COLLECTIONS } from "./collections.ts";
import { CONTROL, type Special } from "./control.ts";
import { DATES } from "./dates.ts";
import { formatByName } from "./formats.ts";
import { KEYED } from "./keyed.ts";
import { MATH } from "./math.ts";
import { nativeCode, type Native, type NativeTable } from "./native.ts";
import { PRELUDE } from "./prelude.ts";
import { REGEX, SUBSTITUTION } from "./regex.ts";
import { STRINGS } from "./strings.ts";

const OTHERS: NativeTable = {
  "now/0": (run) => run.now() / 1000,
  "format/1": formatByName,
  "input_line_number/0": () => 0,
  "have_decnum/0": () => false,
  "have_literal_numbers/0": () => true,
  "builtins/0": (run) => {
    run.copy(400);
    return builtinIds().filter((id) => !id.startsWith("_"));
  },
};

const NATIVE: ReadonlyMap<string, Native> = new Map(
  Object.entries({ ...MATH, ...STRINGS, ...COLLECTIONS, ...DATES, ...REGEX, ...OTHERS }),
);
const SPECIAL: ReadonlyMap<string, Special> = new Map(Object.entries({ ...CONTROL, ...KEYED, ...SUBSTITUTION }));

/** jq's own definitions of these take `$parameters`, so their first argument is the outermost loop. */
const FIRST_OUTERMOST = new Set(["_match/3"]);

/** Returns `name/arity` of every builtin. */
export function builtinIds(): string[] {
  return [...new Set([...NATIVE.keys(), ...SPECIAL.keys(), ...Object.keys(PRELUDE)])].sort();
}

const preludeScopes = new Map<string, Scope>();

/** The scope that knows the jq definition of `id` under its own name. */
function preludeScope(id: string, compiler: Compiler): Scope | undefined {
  const text = Object.hasOwn(PRELUDE, id) ? PRELUDE[id] : undefined;
  if (text === undefined) return undefined;
  const known = preludeScopes.get(id);
  if (known !== undefined) return known;
  const node = parse(text);
  if (node.kind !== "Define") throw new Error(`the definition of ${id} is not one`);
  const scope = defineFunction({ ...node.definition, name: "f" }, emptyScope(compiler));
  preludeScopes.set(id, scope);
  return scope;
}

/** Returns the code of a call of a builtin, or undefined if there is none of that name and arity. */
export function builtinCode(node: NodeOf<"Call">, scope: Scope): Code | undefined {
  const id = `${node.name}/${node.args.length}`;
  const special = SPECIAL.get(id);
  if (special !== undefined) return special(...node.args.map((arg) => compileNode(arg, scope)));
  const native = NATIVE.get(id);
  if (native !== undefined) {
    const args = node.args.map((arg) => compileNode(arg, scope));
    return nativeCode(native, args, FIRST_OUTERMOST.has(id) ? "first" : "last");
  }
  const prelude = preludeScope(id, scope.compiler);
  if (prelude === undefined) return undefined;
  return callPrelude(node.args, prelude, scope);
}

/** Calls the definition at the outermost level from a program's scope. */
function callPrelude(args: readonly Node[], prelude: Scope, scope: Scope): Code {
  const { entry } = prelude;
  if (entry?.kind !== "function") throw new Error("a prelude scope holds a function");
  const name = `_prelude_${entry.parameters.length}`;
  // The definition stands at level 0, so it may be entered into any scope.
  const inner: Scope = { up: scope, entry: { ...entry, name }, level: scope.level, compiler: scope.compiler };
  return compileNode({ kind: "Call", name, args, start: 0, end: 0 }, inner);
}
