// Text in, everything derived from it out. The one place that calls the schema package's parser, compiler and validator.

import {
  compileGraph,
  parseSource,
  reparseSource,
  validate,
  type Diagnostic,
  type Graph,
  type Reference,
  type Source,
} from "@ironweave/schema";
import { indexGraph, taskAt, type GraphIndex } from "../kernels/graph-index.ts";
import type { Analysis, Drawing } from "./editor-state.ts";
import { changedRegion } from "./text-edits.ts";

/** A graph without tasks, for a text that never parsed. */
export const EMPTY_GRAPH: Graph = { root: { list: "/do", role: "root", title: "", nodes: [], edges: [] } };

/** The largest text of which parts are tried where the whole does not parse: each try is a parse of all of it. */
const LARGEST_IN_PARTS = 60_000;

/** What is known already: the source of nearly the same text, and diagnostics to keep for now where the text parses. */
export interface Known {
  readonly near?: Source;
  readonly later?: readonly Diagnostic[];
}

/** Analyses a text. Any string is answered; what is known makes it cheaper, never different. */
export function analyze(text: string, { near, later }: Known = {}): Analysis {
  const source = near === undefined ? parseSource(text) : reparseSource(near, text);
  const graph = source.value === undefined ? undefined : compileGraph(source.value);
  if (later !== undefined && graph !== undefined) return { text, source, graph, diagnostics: later };
  return { text, source, graph, diagnostics: source.value === undefined ? source.diagnostics : validate(source) };
}

/** The drawing for an analysis: its own graph, or the last one where it has none. */
export function drawingOf(analysis: Analysis, last: Drawing | undefined): Drawing {
  if (analysis.graph !== undefined) return { source: analysis.source, index: indexGraph(analysis.graph) };
  return last ?? { source: analysis.source, index: indexGraph(EMPTY_GRAPH) };
}

/** The analysis of those lines of a broken text that parse: without the lines with mistakes, else all before the first of them. */
export function analyzePart({ text, diagnostics }: Analysis): Analysis | undefined {
  if (text.length > LARGEST_IN_PARTS) return undefined;
  const starts = diagnostics.filter(({ severity }) => severity === "error").map(({ range }) => range.start);
  if (starts.length === 0) return undefined;
  const lines = text.split("\n");
  const broken = new Set(starts.map((start) => text.slice(0, start).split("\n").length - 1));
  const first = Math.min(...broken);
  const candidates = [lines.map((line, at) => (broken.has(at) ? "" : line)), lines.slice(0, first)];
  for (const candidate of candidates) {
    const part = analyze(candidate.join("\n"));
    if (part.graph !== undefined && part.graph.root.nodes.length > 0) return part;
  }
  return undefined;
}

/** The tasks of the last good drawing that the text's broken region touches. */
export function brokenTasks(drawing: Drawing, text: string): readonly Reference[] {
  const region = changedRegion(drawing.source.text, text);
  const ends = [region.start, Math.max(region.start, region.end - 1)];
  const found = ends.map((offset) => taskAround(drawing.source.referenceAt(offset), drawing.index));
  const tasks = [...new Set(found.filter((reference) => reference !== undefined))];
  if (tasks.length > 0) return tasks;
  // Typed between or after tasks: the task that ends before it is the one being continued.
  const before = drawing.index.order.findLast(
    (task) => (drawing.source.locate(task, "entry")?.start ?? Infinity) < region.start,
  );
  return before === undefined ? [] : [before];
}

function taskAround(reference: Reference, index: GraphIndex): Reference | undefined {
  const exact = taskAt(index, reference);
  if (exact !== undefined) return exact;
  // On the dash before a task's name the innermost node is the list item, `/do/2`.
  return index.order.find((task) => task.startsWith(`${reference}/`) && /^\/.*\d+$/.test(reference));
}
