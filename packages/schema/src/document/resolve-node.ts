// From a node as it is written to the shape that holds in one version: follows references and versions.

import { DEFINITIONS } from "./definitions.ts";
import { isAtLeast } from "./dsl-version.ts";
import type { DslVersion } from "./dsl-version.ts";
import type { SchemaNode, Shape } from "./schema-node.ts";

/** A shape that needs no further looking up. */
export type ConcreteShape = Exclude<Shape, { readonly kind: "reference" | "versions" }>;

/** A node whose shape is concrete; its words are the outermost ones given. */
export interface ConcreteNode extends SchemaNode {
  readonly shape: ConcreteShape;
}

/** The node that holds in `version`, with the words of the node that was asked for. */
export function resolveVersion(node: SchemaNode, version: DslVersion): SchemaNode {
  const { shape } = node;
  if (shape.kind !== "versions") return node;
  const entry = shape.from.findLast(([since]) => isAtLeast(version, since)) ?? shape.from[0];
  if (entry === undefined) return { shape: { kind: "any" }, meta: node.meta };
  return { shape: entry[1].shape, meta: { ...entry[1].meta, ...node.meta } };
}

/** What has been resolved; nodes never change, and the same few are asked for at every value of a document. */
const resolved = new WeakMap<SchemaNode, Map<DslVersion, ConcreteNode>>();

/** The concrete node in `version`. */
export function resolveNode(node: SchemaNode, version: DslVersion): ConcreteNode {
  let versions = resolved.get(node);
  if (versions === undefined) resolved.set(node, (versions = new Map<DslVersion, ConcreteNode>()));
  let concrete = versions.get(version);
  if (concrete === undefined) versions.set(version, (concrete = lookUp(node, version)));
  return concrete;
}

function lookUp(node: SchemaNode, version: DslVersion): ConcreteNode {
  const { shape, meta } = node;
  if (shape.kind === "versions") return lookUp(resolveVersion(node, version), version);
  if (shape.kind !== "reference") return { shape, meta };
  const target = DEFINITIONS[shape.name];
  return lookUp({ shape: target.shape, meta: { ...target.meta, ...meta } }, version);
}
