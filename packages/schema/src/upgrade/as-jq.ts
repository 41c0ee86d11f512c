// A value of a document as one jq program that makes the same value: strings wrapped in `${ }` become programs.
// The invariant: the program has exactly one result, as a value that is evaluated string by string has.

import type { Json } from "@ironweave/jq";
import { isJsonObject } from "../document/visit-kind.ts";
import { expressionIn } from "../validate/expression-text.ts";

/** Programs that give exactly one value as they stand. */
const SINGLE = /^(?:\.|(?:\$\w+|\.[A-Za-z_]\w*)(?:\.[A-Za-z_]\w*)*)$/u;

/** The program, without `${ }` around it. */
export function asJq(value: Json): string {
  if (typeof value === "string") {
    const expression = expressionIn(value, "value");
    if (expression === undefined) return JSON.stringify(value);
    const program = expression.program.trim();
    if (SINGLE.test(program)) return program;
    // A value that is nothing is null; a comment must not swallow what follows it.
    return program.includes("#") ? `([${program}\n][0])` : `([${program}][0])`;
  }
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(asJq).join(", ")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${asJq(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
