// Which shapes a schema uses more than once: those become definitions of the JSON Schema instead of copies.

import { DEFINITIONS } from "./definitions.ts";
import type { DslVersion } from "./dsl-version.ts";
import { resolveVersion } from "./resolve-node.ts";
import type { SchemaNode, Shape } from "./schema-node.ts";

/** Names for the shapes below `root` that are used more than once; `task` and `taskList` keep their names. */
export function nameSharedShapes(root: SchemaNode, version: DslVersion): ReadonlyMap<Shape, string> {
  const uses = new Map<Shape, { count: number; readonly node: SchemaNode }>();
  countUses(root, version, uses);
  const names = new Map<Shape, string>();
  const taken = new Set<string>(Object.keys(DEFINITIONS));
  for (const [name, definition] of Object.entries(DEFINITIONS)) names.set(definition.shape, name);
  for (const [shape, { count, node }] of uses) {
    const isLarge = shape.kind === "object" || shape.kind === "choice";
    if (!isLarge || count < 2 || names.has(shape)) continue;
    const base = camelCase(node.meta.title ?? "part");
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}${number}`;
    taken.add(name);
    names.set(shape, name);
  }
  return names;
}

function countUses(
  node: SchemaNode,
  version: DslVersion,
  uses: Map<Shape, { count: number; readonly node: SchemaNode }>,
): void {
  const resolved = node.shape.kind === "reference" ? DEFINITIONS[node.shape.name] : resolveVersion(node, version);
  const known = uses.get(resolved.shape);
  if (known !== undefined) {
    known.count += 1;
    return;
  }
  uses.set(resolved.shape, { count: 1, node: resolved });
  for (const child of childrenOf(resolved)) countUses(child, version, uses);
}

/** The nodes directly below a node. */
function childrenOf({ shape }: SchemaNode): readonly SchemaNode[] {
  switch (shape.kind) {
    case "object":
      return Object.values(shape.fields);
    case "map":
      return [shape.values];
    case "list":
      return [shape.items];
    case "choice":
      return shape.options;
    default:
      return [];
  }
}

function camelCase(title: string): string {
  const [first = "part", ...rest] = title.split(/[^A-Za-z0-9]+/u).filter((word) => word !== "");
  return [first.toLowerCase(), ...rest.map((word) => (word[0] ?? "").toUpperCase() + word.slice(1).toLowerCase())].join(
    "",
  );
}
