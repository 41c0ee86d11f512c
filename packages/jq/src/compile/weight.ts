// How much stack a call of a function may take: the nesting of its body. Makes the depth budget independent of the engine.
import type { Node } from "../syntax/ast.ts";

/** Returns the depth of the tree below a node, at least 1. */
export function nodeWeight(node: Node): number {
  let deepest = 0;
  for (const child of childrenOf(node)) deepest = Math.max(deepest, nodeWeight(child));
  return deepest + 1;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** Returns the nodes directly below; patterns and object entries are looked through. */
export function childrenOf(node: object): Node[] {
  const found: Node[] = [];
  for (const value of Object.values(node)) {
    if (isNode(value) && !value.kind.startsWith("Pattern")) found.push(value);
    else if (typeof value === "object" && value !== null) found.push(...childrenOf(value));
  }
  return found;
}
