// Which global `$names` a program reads: every variable that no binding around it introduces.
import { childrenOf } from "./compile/weight.ts";
import type { Node, Pattern } from "./syntax/ast.ts";

/** Returns the names without `$`, sorted, each once. */
export function freeVariablesOf(node: Node): readonly string[] {
  const found = new Set<string>();
  collect(node, new Set(), found);
  return [...found].sort();
}

/** Returns the names a pattern binds. */
export function patternNames(pattern: Pattern): string[] {
  if (pattern.kind === "PatternVariable") return [pattern.name];
  if (pattern.kind === "PatternArray") return pattern.items.flatMap(patternNames);
  return pattern.entries.flatMap((entry) => [
    ...(entry.variable === undefined ? [] : [entry.variable]),
    ...(entry.pattern === undefined ? [] : patternNames(entry.pattern)),
  ]);
}

function patternKeys(pattern: Pattern): Node[] {
  if (pattern.kind === "PatternVariable") return [];
  if (pattern.kind === "PatternArray") return pattern.items.flatMap(patternKeys);
  return pattern.entries.flatMap((entry) => [
    entry.key,
    ...(entry.pattern === undefined ? [] : patternKeys(entry.pattern)),
  ]);
}

function collect(node: Node, bound: ReadonlySet<string>, found: Set<string>): void {
  switch (node.kind) {
    case "Variable":
      if (!bound.has(node.name)) found.add(node.name);
      return;
    case "Bind":
    case "Reduce":
    case "Foreach": {
      collect(node.source, bound, found);
      const inner = new Set([...bound, ...node.patterns.flatMap(patternNames)]);
      for (const key of node.patterns.flatMap(patternKeys)) collect(key, inner, found);
      if (node.kind === "Bind") return collect(node.body, inner, found);
      collect(node.init, bound, found);
      collect(node.update, inner, found);
      if (node.kind === "Foreach" && node.extract !== undefined) collect(node.extract, inner, found);
      return;
    }
    case "Define": {
      const { parameters, body } = node.definition;
      const names = parameters.filter(({ isValue }) => isValue).map(({ name }) => name);
      collect(body, new Set([...bound, ...names]), found);
      collect(node.rest, bound, found);
      return;
    }
    default:
      for (const child of childrenOf(node)) collect(child, bound, found);
  }
}
