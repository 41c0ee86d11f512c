// The tasks of a drawing that reach outside, and what may stand in for each at first. A suggestion comes from what the document
// brings along (`document.metadata.mocks`), else from the schema of the task's output, else from what is read of the answer, else it is
// empty. Pure.

import type { Json } from "@ironweave/jq";
import { resolveReference, type Reference } from "@ironweave/schema";
import type { GraphIndex } from "../kernels/graph-index.ts";
import { isObject } from "../kernels/json-schema.ts";
import { bareProgram, isWrapped } from "../inspector/try-expression.ts";
import { readShape } from "./read-shape.ts";
import { sampleOf } from "../kernels/sample-of.ts";

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
    return {
      task: id,
      name,
      key,
      action: action ?? kind,
      suggestion: own ?? { output: answerOf(document, index, id) },
    };
  });
}

function answerOf(document: Json | undefined, index: GraphIndex, task: Reference): Json {
  const schema = resolveReference(document ?? null, `${task}/output/schema/document`);
  if (isObject(schema)) return sampleOf(schema);
  return readShape(readersOf(document ?? null, index, task)) ?? {};
}

/** The expressions that read a task's answer: its own `output.as`, else those of the task behind it. */
function readersOf(document: Json, index: GraphIndex, task: Reference): readonly string[] {
  const own = expressionsIn(resolveReference(document, `${task}/output/as`), true);
  if (own.length > 0) return own;
  const place = index.places.get(task);
  const next = place?.scope.role === "fork" ? undefined : place?.scope.nodes[place.index + 1];
  return next === undefined ? [] : expressionsIn(resolveReference(document, next.id), false);
}

/** Fields that hold an expression also where it is not wrapped. */
const BARE = new Set(["when", "if", "in", "while", "as", "from"]);

function expressionsIn(value: Json | undefined, bare: boolean): readonly string[] {
  if (typeof value === "string") return bare || isWrapped(value) ? [bareProgram(value)] : [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => expressionsIn(item, false));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === "output" ? [] : expressionsIn(item, BARE.has(key))));
}
