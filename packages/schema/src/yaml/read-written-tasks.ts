// Steps in a text that somebody pasted or dropped: a list of named tasks, one named task, a `do`, or a whole workflow. They keep their
// text, so that they can be put in as written. Never throws; what does not read answers why, in words for the user.

import type { Json } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";
import { joinReference, resolveReference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { tasksOfList } from "../document/visit-tasks.ts";
import { anchorsAt } from "./anchor-names.ts";
import type { NamedTask } from "./edit.ts";
import { parsePart } from "./parse-source.ts";
import type { Source } from "./source.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

/** Where the steps are to go: what their aliases can mean depends on it. */
export interface WrittenPlace {
  readonly source: Source;
  readonly list: Reference;
  readonly index: number;
}

/** What a text holds. */
export interface WrittenTasks {
  readonly tasks: readonly NamedTask[];
  /** Names of anchors that the steps have from the text around them. */
  readonly borrowed: readonly string[];
  /** The parts of a whole workflow that are not its steps (`use`, `input`, `schedule`, …), as far as it has them. */
  readonly beside: readonly string[];
  /** The workflow's name where the text is a whole workflow (`""` where it has none). */
  readonly workflow?: string;
  /** Why there are no steps: one sentence that says what is missing and how to mend it. */
  readonly problem?: string;
}

/** The steps of a text, and what of it they are not. */
export function readWrittenTasks(text: string, place?: WrittenPlace): WrittenTasks {
  const outside = place === undefined ? new Map<string, SyntaxNode>() : anchorsAt(place.source.root, offsetOf(place));
  let read: WrittenTasks | undefined;
  let problem: string | undefined;
  for (const form of forms(text)) {
    const source = parsePart(form, outside);
    problem ??= problemOf(source, place !== undefined);
    read ??= source.value === undefined ? undefined : tasksOf(source, outside);
    if (read?.tasks.length) return read;
  }
  if (read !== undefined) return read;
  return { tasks: [], borrowed: [], beside: [], ...(problem !== undefined && { problem }) };
}

/** The text itself; without the fence of a chat or a README; with the indentation that a selection cuts off its first line. */
function forms(text: string): readonly string[] {
  const fenced = /^\s*```[\w-]*[ \t]*\r?\n([^]*?)\r?\n[ \t]*```\s*$/.exec(text)?.[1];
  const plain = fenced ?? text;
  const later = /^- [^]*?\n([ \t]+)- /.exec(plain)?.[1];
  const body = /^[^\s#-][^\n]*:[^\n]*\n([ \t]+)(?=\S)/.exec(plain)?.[1];
  return [plain, ...[later, body && body.slice(2)].flatMap((cut) => (cut ? [cut + plain] : []))];
}

function problemOf(source: Source, inside: boolean): string | undefined {
  const wrong = source.diagnostics.filter(({ severity }) => severity === "error");
  const [first] = wrong;
  if (first === undefined) return undefined;
  const missing = wrong.filter(({ code }) => code === "yaml_alias_unknown");
  if (missing.length > 0 && missing.length === wrong.length) {
    const names = [...new Set(missing.map(({ range }) => source.text.slice(range.start + 1, range.end)))];
    const aliases = names.map((name) => `*${name}`).join(", ");
    const anchors = names.map((name) => `&${name}`).join(", ");
    const where = inside ? "neither they nor this workflow has" : "the text does not have";
    return `The steps use ${aliases}, but ${where} ${anchors} above. Copy the step with ${anchors} along, or write the value in place of ${aliases}.`;
  }
  return `The text does not read as YAML: line ${source.position(first.range.start).line}: ${first.message}.`;
}

function tasksOf(source: Source, outside: ReadonlyMap<string, SyntaxNode>): WrittenTasks {
  const { value } = source;
  const isDocument = isJsonObject(value) && isJsonObject(value["document"]);
  if (isJsonObject(value) && !isDocument && !Array.isArray(value["do"]) && source.root?.type === "map") {
    const listed = asList(source, outside);
    if (listed !== undefined) return { ...tasksOf(listed, outside) };
  }
  const list = Array.isArray(value) ? "" : "/do";
  const found = tasksOfList(list, resolveReference(value, list)).filter(({ task }) => isJsonObject(task));
  const tasks = found.map(({ name, task, index }) => {
    const whole = Object.keys((resolveReference(value, joinReference(list, index)) ?? {}) as object).length === 1;
    const written = { source, item: joinReference(list, index) };
    return { name, task: task as Json, ...(whole && { written }) };
  });
  const header = isDocument ? (value["document"] as { readonly [key: string]: Json })["name"] : undefined;
  return {
    tasks,
    borrowed: borrowedBy(source, outside),
    beside: isJsonObject(value) ? Object.keys(value).filter((key) => key !== "do" && key !== "document") : [],
    ...(isDocument && { workflow: typeof header === "string" ? header : "" }),
  };
}

/** A text of named tasks without dashes, with them; undefined where it cannot be told. */
function asList(source: Source, outside: ReadonlyMap<string, SyntaxNode>): Source | undefined {
  const { text, root } = source;
  if (root?.style !== "block" || !root.entries.every(({ value }) => isJsonObject(value.value))) return undefined;
  const starts = new Set(root.entries.map(({ start }) => text.lastIndexOf("\n", start - 1) + 1));
  let offset = 0;
  const lines = text.split("\n").map((line) => {
    const start = offset;
    offset += line.length + 1;
    if (start < root.start && !starts.has(start)) return line;
    const blanks = line.length - line.trimStart().length;
    if (starts.has(start)) return `${line.slice(0, blanks)}- ${line.slice(blanks)}`;
    return line.trim() === "" || blanks === 0 ? line : `  ${line}`;
  });
  const listed = parsePart(lines.join("\n"), outside);
  const expected = root.entries.map(({ key, value }) => ({ [key]: value.value }));
  return JSON.stringify(listed.value) === JSON.stringify(expected) ? listed : undefined;
}

function borrowedBy(source: Source, outside: ReadonlyMap<string, SyntaxNode>): readonly string[] {
  const defined = new Set<string>();
  const borrowed = new Set<string>();
  const walk = (node: SyntaxNode): void => {
    const { anchor } = node;
    if (node.type === "alias" && anchor !== undefined && !defined.has(anchor) && outside.has(anchor))
      borrowed.add(anchor);
    else if (anchor !== undefined) defined.add(anchor);
    for (const entry of node.entries) walk(entry.value);
  };
  if (source.root !== undefined) walk(source.root);
  return [...borrowed];
}

function offsetOf({ source, list, index }: WrittenPlace): number {
  const next = source.locate(joinReference(list, index));
  if (next !== undefined) return next.start;
  return source.locate(list)?.end ?? source.text.length;
}
