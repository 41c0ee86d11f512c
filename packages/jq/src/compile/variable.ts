// Variables: found by counting frames, which is known when compiling.
import { JqSyntaxError } from "../errors.ts";
import type { Json } from "../json.ts";
import type { NodeOf } from "../syntax/ast.ts";
import { single, type Code, type Environment } from "./code.ts";
import { findFrame, type Scope } from "./scope.ts";

/** Returns the frame `hops` above. */
export function frameAt(environment: Environment, hops: number): Environment {
  let frame = environment;
  for (let left = hops; left > 0 && frame !== undefined; left -= 1) frame = frame.up;
  return frame;
}

/** Returns what a frame holds; the compiler knows of which type it is. */
export function valueAt(environment: Environment, hops: number): Json {
  return frameAt(environment, hops)?.value as Json;
}

export function compileVariable({ name, start, end }: NodeOf<"Variable">, scope: Scope): Code {
  const entry = findFrame(scope, "variable", name);
  if (entry === undefined) {
    if (name === "ENV") {
      throw new JqSyntaxError("jq/refused", "$ENV is not available: a program cannot read the environment", start, end);
    }
    throw new JqSyntaxError("jq/undefined-variable", `$${name} is not defined`, start, end);
  }
  const hops = scope.level - entry.level;
  if (hops === 0) return single((_, environment) => environment?.value as Json);
  if (hops === 1) return single((_, environment) => environment?.up?.value as Json);
  return single((_, environment) => valueAt(environment, hops));
}
