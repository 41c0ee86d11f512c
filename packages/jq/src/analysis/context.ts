// What a part of a program stands in: the kinds of `.` and of the variables, and the functions that are not jq's own.
import type { Node, Pattern } from "../syntax/ast.ts";
import { ANY } from "./kind-set.ts";
import type { Found } from "./finding.ts";

export interface Context {
  /** Kinds that `.` may have. */
  readonly dot: number;
  /** Kinds of the program's own variables; others may be anything. */
  readonly variables: ReadonlyMap<string, number>;
  /** Functions of the program, and parameters, by `name/arity`. */
  readonly functions: ReadonlySet<string>;
}

/** Analyses a node where it stands. */
export type Analyse = (node: Node, context: Context) => Found;

/** The context with a pattern's variables: one alone has the source's kinds, parts of it may be anything. */
export function bound(context: Context, patterns: readonly Pattern[], source: number): Context {
  const [only, more] = patterns;
  const variables = new Map(context.variables);
  for (const pattern of patterns) for (const name of namesIn(pattern)) variables.set(name, ANY);
  if (only?.kind === "PatternVariable" && more === undefined) variables.set(only.name, source);
  return { ...context, variables };
}

function namesIn(pattern: Pattern): readonly string[] {
  if (pattern.kind === "PatternVariable") return [pattern.name];
  if (pattern.kind === "PatternArray") return pattern.items.flatMap(namesIn);
  return pattern.entries.flatMap(({ variable, pattern: inner }) => [
    ...(variable === undefined ? [] : [variable]),
    ...(inner === undefined ? [] : namesIn(inner)),
  ]);
}
