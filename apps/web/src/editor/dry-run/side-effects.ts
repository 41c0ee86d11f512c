// The tasks of a drawing that reach outside, and what may stand in for each at first. A suggestion comes from what the document
// brings along (`document.metadata.mocks`), else from the schema of the task's output, else it is an empty answer. Pure.

import type { Json } from "@ironweave/jq";
import { resolveReference, type Reference } from "@ironweave/schema";
import type { GraphIndex } from "../kernels/graph-index.ts";
import { isObject } from "../kernels/json-schema.ts";
import { sampleOf } from "./sample-of.ts";

/** A task whose effect is mocked. `key` is its name where no other such task has it, else its reference. */
export interface SideEffect {
  readonly task: Reference;
  readonly name: string;
  readonly key: string;
  /** `http`, `container`, … */
  readonly action: string;
  /** A mock in the words of test files: `{ output: … }`, `{ error: … }`, `{ outputs: [ … ] }`. */
  readonly suggestion: Json;
}

/** In reading order. */
export function sideEffects(index: GraphIndex, document: Json | undefined): readonly SideEffect[] {
  const functions = resolveReference(document ?? null, "/use/functions");
  const known = resolveReference(document ?? null, "/document/metadata/mocks");
  const nodes = [...index.places.values()]
    .map(({ node }) => node)
    .filter(({ kind, action }) => {
      if (kind === "run") return true;
      return kind === "call" && !(isObject(functions) && action !== undefined && Object.hasOwn(functions, action));
    });
  const count = Map.groupBy(nodes, ({ name }) => name);
  return nodes.map(({ id, name, kind, action }) => {
    const key = count.get(name)?.length === 1 ? name : id;
    const own = isObject(known) ? (known[id] ?? known[name]) : undefined;
    return { task: id, name, key, action: action ?? kind, suggestion: own ?? { output: answerOf(document, id) } };
  });
}

function answerOf(document: Json | undefined, task: Reference): Json {
  const schema = resolveReference(document ?? null, `${task}/output/schema/document`);
  return isObject(schema) ? sampleOf(schema) : {};
}
