// The list of builtins for completion.
import { BUILTIN_DOCS } from "./builtin-docs.ts";
import { builtinIds } from "./registry.ts";

/** One builtin; functions of one name and different arity are different builtins. */
export interface BuiltinName {
  readonly name: string;
  readonly arity: number;
  /** One line that says what it gives. */
  readonly doc: string;
}

function builtinName(id: string): BuiltinName {
  const slash = id.lastIndexOf("/");
  const name = id.slice(0, slash);
  return { name, arity: Number(id.slice(slash + 1)), doc: BUILTIN_DOCS[id] ?? `the mathematical function ${name}` };
}

/** All builtins that a program may call, sorted by name and arity. */
export const BUILTIN_NAMES: readonly BuiltinName[] = builtinIds()
  .filter((id) => !id.startsWith("_"))
  .map(builtinName);
