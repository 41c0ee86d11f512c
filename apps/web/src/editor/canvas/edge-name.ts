// What an edge of the drawing is called where it is not seen. Pure.

import type { GraphEdge, Reference } from "@ironweave/schema";
import type { GraphIndex } from "../kernels/graph-index.ts";

/** Where an edge lies. */
export interface EdgePlace {
  readonly index: GraphIndex;
  /** The task that holds the edge's list; undefined for the workflow's own, and beside the flow. */
  readonly owner: Reference | undefined;
}

/** By the tasks' names, with the case that takes it, e.g. `enough to orderMissing, case someMissing`. */
export function edgeName({ from, to, kind, label, back }: GraphEdge, { index, owner }: EdgePlace): string {
  const holder = owner === undefined ? undefined : index.places.get(owner)?.node.name;
  const called = (end: string): string =>
    index.places.get(end)?.node.name ?? (holder === undefined ? end : `${end} of ${holder}`);
  const way = label === undefined ? "" : `, ${kind === "case" ? "case " : ""}${label}`;
  return `${called(from)} ${back ? "back to" : "to"} ${called(to)}${way}`;
}
