// Whether a task is one that is looked for: each word occurs in its name, its kind, its action or what it does. Pure.

import { KIND_WORDS } from "../../ui/kind-icon.tsx";
import type { NodePlace } from "../kernels/graph-index.ts";

/** A test for the query's words; undefined where there are none. */
export function searchMatches(query: string): ((place: NodePlace) => boolean) | undefined {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return undefined;
  return ({ node }) => {
    const text = `${node.name} ${KIND_WORDS[node.kind]} ${node.action ?? ""} ${node.summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}
