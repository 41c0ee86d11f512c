// Where an edit may touch a text at all: the law "only the lines it must" as spans. Written from the meaning of the edits alone,
// so that the planner cannot agree with itself. Lists in flow style count as one place, since their items share lines.

import type { Json } from "@ironweave/jq";
import { joinReference, referenceTokens, resolveReference } from "../src/document/reference.ts";
import type { Reference } from "../src/document/reference.ts";
import type { Edit } from "../src/yaml/edit.ts";
import { entryPath, nodeAt } from "../src/yaml/locate.ts";
import { parseSource } from "../src/yaml/parse-source.ts";
import type { Source } from "../src/yaml/source.ts";
import type { SyntaxEntry, SyntaxNode } from "../src/yaml/syntax-tree.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What may be replaced, and whether lines may be put in elsewhere too. */
interface Reach {
  readonly spans: readonly Span[];
  readonly insertsAnywhere: boolean;
}

/** The reach of an edit; renames are judged by what they replace instead (`undefined`). */
function reachOf(source: Source, edit: Edit): Reach | undefined {
  switch (edit.type) {
    case "insert-tasks":
      return { spans: listSpans(source, edit.list), insertsAnywhere: true };
    case "duplicate-tasks":
      return { spans: edit.tasks.flatMap((task) => listSpans(source, listOf(task))), insertsAnywhere: true };
    case "delete-tasks":
      return { spans: goneSpans(source, edit.tasks), insertsAnywhere: false };
    case "move-tasks":
      return {
        spans: [...goneSpans(source, edit.tasks), ...listSpans(source, edit.list)],
        insertsAnywhere: true,
      };
    case "wrap-tasks":
      return {
        spans: [
          hull(edit.tasks.map((task) => entrySpan(source, parentOf(task)))),
          ...listSpans(source, listOf(edit.tasks[0] ?? "")),
        ],
        insertsAnywhere: false,
      };
    case "set":
      return setReach(source, edit.at);
    case "unset":
      return { spans: goneSpans(source, sameItems(source, edit.at)), insertsAnywhere: false };
    case "rename-task":
    case "rename-entry":
      return undefined;
  }
}

/** An item of a list, and those beside it that are equal: which of them goes makes no difference. */
function sameItems(source: Source, at: Reference): readonly Reference[] {
  const list = parentOf(at);
  const items = resolveReference(source.value ?? null, list);
  const index = Number(referenceTokens(at).at(-1));
  if (!Array.isArray(items)) return [at];
  const same = JSON.stringify(items[index]);
  let [from, to] = [index, index];
  while (from > 0 && JSON.stringify(items[from - 1]) === same) from--;
  while (to + 1 < items.length && JSON.stringify(items[to + 1]) === same) to++;
  return Array.from({ length: to - from + 1 }, (_, offset) => joinReference(list, from + offset));
}

/** The first replacement that leaves the reach, as the text it replaces; lines with aliases (`*a1`) are written out. A jump to a task that is wrapped, moved or deleted goes elsewhere. */
export function outOfReach(source: Source, edit: Edit, edits: readonly { readonly range: Span }[]): string | undefined {
  const reach = reachOf(source, edit);
  const names =
    edit.type === "rename-task"
      ? [edit.task]
      : edit.type === "rename-entry"
        ? [edit.at]
        : "tasks" in edit && edit.type !== "insert-tasks"
          ? edit.tasks
          : [];
  const renamed = new Set<Json | undefined>(names.map((task) => referenceTokens(task).at(-1)));
  const leaving = edits.find(({ range: whole }) => {
    // A jump to a task that is deleted right behind it may be one edit with the deletion (and with the end of a quote).
    const jump = source.locate(source.referenceAt(whole.start), "value");
    const joined =
      jump !== undefined &&
      jump.start <= whole.start &&
      whole.start <= jump.end &&
      jump.end < whole.end &&
      scalarsAt(source, jump).some((value) => renamed.has(value));
    const range = joined ? { start: jump.end, end: whole.end } : whole;
    if (scalarsAt(source, range).some((value) => renamed.has(value))) return false;
    if (/\*a\d/.test(linesOf(source.text, range))) return false;
    if (reach === undefined) return true;
    if (range.start === range.end && reach.insertsAnywhere) return false;
    return !covers(source.text, reach.spans, range);
  });
  return leaving === undefined ? undefined : source.text.slice(leaving.range.start, leaving.range.end);
}

/** The key and the scalar that hold a range whole. */
function scalarsAt(source: Source, range: Span): readonly (Json | undefined)[] {
  const reference = source.referenceAt(range.start);
  return (["key", "value"] as const).flatMap((target) => {
    const held = source.locate(reference, target);
    if (held === undefined || range.start < held.start || range.end > held.end) return [];
    return [parseSource(source.text.slice(held.start, held.end)).value];
  });
}

/** Every letter replaced lies in a span; blanks may lie beside one (the line break of a last line without its own). */
function covers(text: string, spans: readonly Span[], range: Span): boolean {
  let at = range.start;
  while (at < range.end) {
    const span = spans.find(({ start, end }) => start <= at && at < end);
    if (span === undefined && text.charAt(at).trim() !== "") return false;
    at = span?.end ?? at + 1;
  }
  return true;
}

function hull(spans: readonly Span[]): Span {
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

function listOf(task: Reference): Reference {
  const tokens = referenceTokens(task);
  // Functions stand in a map.
  if (parentOf(task) === "/use/functions") return "/use/functions";
  return tokens.slice(0, -2).reduce((at, token) => joinReference(at, token), "");
}

/** A flow list (or an empty one) may change as a whole; a block list only takes new lines. */
function listSpans(source: Source, list: Reference): readonly Span[] {
  const path = entryPath(source.root, list);
  const entry = path?.at(-1);
  if (entry === undefined || path === undefined) return [entrySpan(source, list)];
  const flow = path.find(({ value }) => value.style === "flow");
  if (flow !== undefined) return [extent(source.text, flow)];
  return entry.value.style === "block" ? [] : [extent(source.text, entry)];
}

/** Tasks or fields that go: their own lines, and the lines of what becomes empty without them. */
function goneSpans(source: Source, gone: readonly Reference[]): readonly Span[] {
  if (source.root?.style === "flow") return [{ start: 0, end: source.text.length }];
  return gone.flatMap((reference) => {
    const path = entryPath(source.root, reference) ?? [];
    const flow = path.find(({ value }, index) => value.style === "flow" && index < path.length - 1);
    const emptied = path.filter((entry) => allGo(source, entry, reference, gone));
    return [
      entrySpan(source, reference),
      ...[...emptied, ...(flow === undefined ? [] : [flow])].map((entry) => extent(source.text, entry)),
    ];
  });
}

function allGo(source: Source, entry: SyntaxEntry, reference: Reference, gone: readonly Reference[]): boolean {
  const list = parentOf(reference);
  if (entry.value !== nodeAt(source.root, list) && entry.value !== nodeAt(source.root, parentOf(list))) return false;
  const siblings = gone.filter((other) => other.startsWith(`${parentOf(list)}/`) || other.startsWith(`${list}/`));
  return entry.value.entries.length <= siblings.length;
}

function parentOf(reference: Reference): Reference {
  return reference.slice(0, Math.max(0, reference.lastIndexOf("/")));
}

function setReach(source: Source, at: Reference): Reach {
  if (nodeAt(source.root, at) !== undefined && at !== "") return { spans: flowOr(source, at), insertsAnywhere: false };
  let parent = parentOf(at);
  while (parent !== "" && nodeAt(source.root, parent) === undefined) parent = parentOf(parent);
  const node: SyntaxNode | undefined = nodeAt(source.root, parent);
  if (node?.style === "block") return { spans: [], insertsAnywhere: true };
  return {
    spans: parent === "" ? [{ start: 0, end: source.text.length }] : flowOr(source, parent),
    insertsAnywhere: false,
  };
}

function flowOr(source: Source, at: Reference): readonly Span[] {
  const path = entryPath(source.root, at) ?? [];
  const flow = path.find(({ value }) => value.style === "flow");
  return [flow === undefined ? entrySpan(source, at) : extent(source.text, flow)];
}

function entrySpan(source: Source, reference: Reference): Span {
  const entry = entryPath(source.root, reference)?.at(-1);
  if (entry === undefined) {
    const found = source.locate(reference, "entry") ?? { start: 0, end: 0 };
    return extent(source.text, found);
  }
  return extent(source.text, entry);
}

/** The whole lines of an entry, with the comments right above and the deeper ones below. */
function extent(text: string, entry: Span): Span {
  let start = text.lastIndexOf("\n", entry.start - 1) + 1;
  for (;;) {
    const above = text.lastIndexOf("\n", start - 2) + 1;
    if (start === 0 || !/^\s*#/.test(text.slice(above, start))) break;
    start = above;
  }
  const column = entry.start - (text.lastIndexOf("\n", entry.start - 1) + 1);
  let end = nextLine(text, text[entry.end - 1] === "\n" ? entry.end - 1 : entry.end);
  for (;;) {
    const below = text.slice(end, nextLine(text, end));
    if (below === "" || !/^\s*(#|$)/.test(below)) break;
    if (below.trim() !== "" && below.length - below.trimStart().length <= column) break;
    end = nextLine(text, end);
  }
  return { start, end };
}

function nextLine(text: string, from: number): number {
  const found = text.indexOf("\n", from);
  return found < 0 ? text.length : found + 1;
}

function linesOf(text: string, range: Span): string {
  return text.slice(text.lastIndexOf("\n", range.start - 1) + 1, nextLine(text, range.end));
}
