// Names in the text: what the name at a place means, where it is defined, where it is used, and how to rename it everywhere.
// Names are those of tasks (for `then`) and of entries of `use`; a name means nothing outside of its list or section.

import type { Json } from "@ironweave/jq";
import type { TextEdit, TextRange } from "../diagnostic.ts";
import { joinReference, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import type { NameKind } from "../document/schema-node.ts";
import { visitTasks } from "../document/visit-tasks.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { workflow } from "../document/workflow.ts";
import { thenStrings } from "../yaml/edit-names.ts";
import { planEdit } from "../yaml/plan-edit.ts";
import { printString } from "../yaml/print-scalar.ts";
import type { Source } from "../yaml/source.ts";
import { beginsLine } from "./text-mends.ts";
import { USE_SECTIONS } from "./use-sections.ts";
import { dslVersionOf } from "./dsl-version-of.ts";
import { walkDocument } from "./walk-document.ts";

/** A name where it stands. Ranges are of the name alone, without quotes. */
export interface NameInText {
  readonly kind: NameKind;
  readonly name: string;
  readonly range: TextRange;
  /** The task's key, or the entry of `use`; undefined where there is none. */
  readonly definition: TextRange | undefined;
  /** Every other place that means the same, in text order. */
  readonly uses: readonly TextRange[];
  /** Of a task: its reference. */
  readonly task: Reference | undefined;
}

/** A rename, or why it cannot be made. */
export type RenameResult =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly message: string };

/** The name at an offset, or undefined where none is. */
export function nameInText(source: Source, offset: number): NameInText | undefined {
  for (const group of groups(source)) {
    const places = [...(group.definition === undefined ? [] : [group.definition]), ...group.uses];
    const range = places.find(({ start, end }) => start <= offset && offset <= end);
    if (range !== undefined) return { ...group, range };
  }
  return undefined;
}

/** The edits that give the name at an offset another one, everywhere. */
export function renameInText(source: Source, offset: number, to: string): RenameResult {
  const found = nameInText(source, offset);
  if (found === undefined) return { ok: false, message: "there is no name here that could be renamed" };
  if (found.task !== undefined) {
    const result = planEdit(source, { type: "rename-task", task: found.task, name: to });
    return result.ok ? { ok: true, edits: result.plan.edits } : { ok: false, message: result.diagnostic.message };
  }
  if (to.trim() === "") return { ok: false, message: "a name may not be empty" };
  if (found.definition === undefined) return { ok: false, message: `${found.name} is not defined here` };
  if (declaredNames(source.value, found.kind).includes(to)) return { ok: false, message: `there is another ${to}` };
  if (found.kind === "secret" && !/^[A-Za-z_]\w*$/u.test(to))
    return { ok: false, message: "expressions read a secret by its name: letters, digits and underscores" };
  const edits = [found.definition, ...found.uses].map((range) => ({ range, text: written(source.text, range, to) }));
  return { ok: true, edits: edits.toSorted((left, right) => left.range.start - right.range.start) };
}

/** Names that a section of `use` declares. */
export function declaredNames(document: Json | undefined, kind: NameKind): readonly string[] {
  if (kind === "task" || document === undefined) return [];
  const section = resolveReference(document, `/use/${USE_SECTIONS[kind]}`);
  if (Array.isArray(section)) return (section as readonly Json[]).filter((name) => typeof name === "string");
  return isJsonObject(section) ? Object.keys(section) : [];
}

type Group = Omit<NameInText, "range">;

function* groups(source: Source): Generator<Group> {
  const { value } = source;
  if (value === undefined) return;
  yield* taskGroups(source, value);
  yield* useGroups(source, value);
}

function* taskGroups(source: Source, value: Json): Generator<Group> {
  for (const siblings of Map.groupBy(visitTasks(value), (task) => task.list).values()) {
    const uses = Map.groupBy(
      siblings.flatMap(({ reference, task }) => thenStrings(reference, task)),
      ([, name]) => name,
    );
    const seen = new Set<string>();
    for (const { name, reference, list } of siblings) {
      // `then` means the first of a name.
      const own = seen.has(name) || list === "/use/functions" ? [] : (uses.get(name) ?? []);
      seen.add(name);
      const definition = list === "/use/functions" ? undefined : inner(source, reference, "key");
      yield { kind: "task", name, task: reference, definition, uses: own.flatMap(([at]) => inner(source, at) ?? []) };
    }
  }
}

function* useGroups(source: Source, value: Json): Generator<Group> {
  const uses = new Map<string, TextRange[]>();
  const add = (kind: NameKind, name: string, range: TextRange | undefined): void => {
    if (range === undefined) return;
    const key = `${kind} ${name}`;
    uses.set(key, [...(uses.get(key) ?? []), range]);
  };
  walkDocument(workflow, value, dslVersionOf(value), ({ value: at, reference, meta }) => {
    if (meta.names === undefined || meta.names === "task" || typeof at !== "string") return;
    if (!reference.startsWith("/use/secrets/")) add(meta.names, at, inner(source, reference));
  });
  for (const match of source.text.matchAll(/\$secrets\s*\.\s*([A-Za-z_]\w*)/gu)) {
    const end = match.index + match[0].length;
    add("secret", match[1] ?? "", { start: end - (match[1] ?? "").length, end });
  }
  for (const kind of Object.keys(USE_SECTIONS) as readonly Exclude<NameKind, "task">[]) {
    const section = `/use/${USE_SECTIONS[kind]}`;
    const list = resolveReference(value, section);
    for (const [index, name] of declaredNames(value, kind).entries()) {
      const reference = joinReference(section, Array.isArray(list) ? index : name);
      const definition = inner(source, reference, Array.isArray(list) ? "value" : "key");
      yield { kind, name, task: undefined, definition, uses: uses.get(`${kind} ${name}`) ?? [] };
    }
  }
}

/** The span of a name without its quotes. */
function inner(source: Source, reference: Reference, target: "key" | "value" = "value"): TextRange | undefined {
  const range = source.locate(reference, target);
  if (range === undefined) return undefined;
  const text = source.text.slice(range.start, range.end);
  return /^(["']).*\1$/su.test(text) ? { start: range.start + 1, end: range.end - 1 } : range;
}

/** The new name as it must be written at a place: as it is inside of quotes, else quoted where it needs them. */
function written(text: string, { start, end }: TextRange, name: string): string {
  const quote = text[start - 1];
  if (quote === '"' && text[end] === '"') return JSON.stringify(name).slice(1, -1);
  if (quote === "'" && text[end] === "'") return name.replaceAll("'", "''");
  if (text[start - 1] === ".") return name;
  return printString(name, undefined, !beginsLine(text, start));
}
