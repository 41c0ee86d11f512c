// Carries references over an edit: by the plan's own map where there is one, otherwise by names (typing can shift indices).

import type { Reference } from "@ironweave/schema";
import type { GraphIndex } from "../kernels/graph-index.ts";

/** Replaces each reference, and each that lies inside a moved one, by where it went. */
export function mapReferences(
  references: readonly Reference[],
  moved: ReadonlyMap<Reference, Reference>,
): readonly Reference[] {
  return references.map((reference) => {
    let outer = reference;
    while (outer !== "") {
      const target = moved.get(outer);
      if (target !== undefined) return target + reference.slice(outer.length);
      outer = outer.slice(0, outer.lastIndexOf("/"));
    }
    return reference;
  });
}

/** Keeps folded tasks folded after any change of the text, also where their indices shifted. */
export function carryFolded(
  folded: ReadonlySet<Reference>,
  before: GraphIndex,
  after: GraphIndex,
): ReadonlySet<Reference> {
  if (folded.size === 0 || before === after) return folded;
  const kept = new Set<Reference>();
  const wanted = new Set<string>();
  for (const reference of folded) {
    if (after.places.has(reference) || after.scopes.has(reference.slice(1))) kept.add(reference);
    else if (before.places.has(reference)) wanted.add(namePath(reference));
  }
  if (wanted.size > 0) for (const task of after.order) if (wanted.has(namePath(task))) kept.add(task);
  return kept;
}

/** A reference without its indices: what stays of it when steps before it come and go. */
export function namePath(reference: Reference): string {
  return reference.replaceAll(/\/\d+(?=\/)/g, "");
}
