// Walks a document along its schema and says of each described value where it is, what it means, and which variables its
// expressions may read. Values that do not fit are passed over: the structural check has reported them.

import type { Json } from "@ironweave/jq";
import type { DslVersion } from "../document/dsl-version.ts";
import { joinReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { resolveNode } from "../document/resolve-node.ts";
import type { NodeMeta, SchemaNode } from "../document/schema-node.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { chooseOption } from "./choose-option.ts";

/** A value where it stands. */
export interface Visit {
  readonly value: Json;
  readonly reference: Reference;
  readonly meta: NodeMeta;
  /** The innermost task that this is a part of. */
  readonly task: Reference | undefined;
  /** Names, without `$`, that expressions here may read. */
  readonly variables: ReadonlySet<string>;
}

/** What every expression may read, whatever its place. */
export const EVERYWHERE: ReadonlySet<string> = new Set([
  "context",
  "input",
  "secrets",
  "workflow",
  "runtime",
  "authorization",
]);

/** Calls `visit` for every described value, parents before children; what is not `wanted` is passed over with all it holds. @default all */
export function walkDocument(
  node: SchemaNode,
  value: Json,
  version: DslVersion,
  visit: (visited: Visit) => void,
  wanted: (reference: Reference) => boolean = () => true,
): void {
  // The tasks of one place read the same names: one set for all of them.
  const inTasks = new Map<ReadonlySet<string>, ReadonlySet<string>>();
  walk(node, value, "", EVERYWHERE, undefined);

  function withTask(names: ReadonlySet<string>): ReadonlySet<string> {
    if (names.has("task")) return names;
    let all = inTasks.get(names);
    if (all === undefined) inTasks.set(names, (all = new Set([...names, "task"])));
    return all;
  }

  function walk(
    current: SchemaNode,
    at: Json,
    reference: Reference,
    inherited: ReadonlySet<string>,
    around: Reference | undefined,
  ): void {
    if (!wanted(reference)) return;
    const isTask = current.shape.kind === "reference" && current.shape.name === "task";
    const variables = isTask ? withTask(inherited) : inherited;
    const task = isTask ? reference : around;
    const { shape, meta } = resolveNode(current, version);
    visit({ value: at, reference, meta, task, variables });
    switch (shape.kind) {
      case "choice": {
        const option = chooseOption(shape, at, version);
        if (option !== undefined) walk(option, at, reference, variables, task);
        return;
      }
      case "list":
        if (Array.isArray(at))
          for (const [index, item] of (at as readonly Json[]).entries())
            walk(shape.items, item, joinReference(reference, index), variables, task);
        return;
      case "map":
        if (isJsonObject(at))
          for (const [key, member] of Object.entries(at))
            walk(shape.values, member, joinReference(reference, key), variables, task);
        return;
      case "object":
        if (!isJsonObject(at)) return;
        for (const [key, member] of Object.entries(at)) {
          const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : shape.others;
          if (field === undefined) continue;
          const bound = shape.bind?.(at, key) ?? [];
          const seen = bound.length === 0 ? variables : new Set([...variables, ...bound]);
          walk(field, member, joinReference(reference, key), seen, task);
        }
        return;
      default:
        return;
    }
  }
}
