// An edit of the document as the fewest text edits. Law 1: what comes out reads exactly as the model says; each plan is
// checked against the model before it is returned, so a plan that is wrong is never made, at worst none.
// Law 2: bytes outside the edits stay. Nothing is re-printed but what an edit replaces.

import type { Json } from "@ironweave/jq";
import type { TextEdit } from "../diagnostic.ts";
import { parentReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { applyChanges } from "./apply-edit.ts";
import { applyTextEdits, normalizeTextEdits } from "./apply-text-edits.ts";
import { blockExtents } from "./block-extent.ts";
import { hasComments } from "./comments-in.ts";
import type { Changes, EditProblem } from "./edit-changes.ts";
import type { Caution, Edit, EditResult } from "./edit.ts";
import { expandAliases } from "./expand-aliases.ts";
import { jsonEqual } from "./json-equal.ts";
import { entryPath } from "./locate.ts";
import { reparseSource } from "./reparse-source.ts";
import { planLists, touchedByLists } from "./plan-lists.ts";
import { planDocument, replaceEntryValue } from "./plan-value.ts";
import { overlaps } from "./planning.ts";
import { planningOf } from "./planning-of.ts";
import { resolveEdit } from "./resolve-edit.ts";
import type { Source } from "./source.ts";
import { hasWrittenComments } from "./written-text.ts";
import type { WrittenMode } from "./written-text.ts";

/**
 * The text edits that make an edit, with where tasks went. Fails with a diagnostic: `edit_source_broken` where the text does
 * not parse, `edit_impossible` where only a change by hand can do it, and the codes of unresolvable edits
 * (`edit_not_a_task`, `edit_name_taken` and so on, see docs/errors/schema.md).
 */
export function planEdit(source: Source, edit: Edit): EditResult {
  if (source.value === undefined) {
    return refused(source, {
      code: "edit_source_broken",
      reference: "",
      message: "the text does not parse; mend it first",
    });
  }
  const resolved = resolveEdit(source.value, edit);
  if (!resolved.ok) return refused(source, resolved.problem);
  const outcome = applyChanges(source.value, resolved.changes);
  const { moved, select, value } = outcome;
  for (const mode of writtenModes(resolved.changes)) {
    for (const edits of attempts(source, source.value, resolved.changes, value, mode)) {
      const text = applied(source.text, edits);
      const after = text === undefined ? undefined : reparseSource(source, text);
      if (after?.value === undefined || !jsonEqual(after.value, value)) continue;
      const cautions = [...cautionsOf(resolved.changes), ...printedCautions(resolved.changes, mode)];
      return { ok: true, plan: { edits, moved, select, cautions, source: after } };
    }
  }
  const reference = touched(resolved.changes)[0] ?? "";
  return refused(source, {
    code: "edit_impossible",
    reference,
    message: "this change would lose comments or anchors; make it in the text",
  });
}

/** Tasks that came with a text are put in as written where that is possible. */
function writtenModes(changes: Changes): readonly WrittenMode[] {
  return writtenPieces(changes).length > 0 ? ["as-written", "spelled-out", "printed"] : ["as-written"];
}

function writtenPieces(changes: Changes) {
  if (changes.type !== "lists") return [];
  return changes.insertions
    .flatMap(({ pieces }) => pieces)
    .flatMap((piece) => (piece.type === "new" ? (piece.written ?? []) : []));
}

function cautionsOf(changes: Changes): readonly Caution[] {
  return changes.type === "lists" ? changes.cautions : [];
}

function printedCautions(changes: Changes, mode: WrittenMode): readonly Caution[] {
  const lost = mode === "printed" ? writtenPieces(changes).filter(hasWrittenComments) : [];
  return lost.map(({ item }) => ({
    code: "edit_comments_left_out",
    reference: item,
    message: "Comments of the text were left out, as there is no place for them in the list.",
    ask: false,
  }));
}

function refused(source: Source, problem: EditProblem): EditResult {
  const range = source.locate(problem.reference) ?? { start: 0, end: 0 };
  return { ok: false, diagnostic: { severity: "error", ...problem, range } };
}

function applied(text: string, edits: readonly TextEdit[]): string | undefined {
  try {
    return applyTextEdits(text, edits);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function touched(changes: Changes): Reference[] {
  return changes.type === "lists" ? touchedByLists(changes) : [changes.at];
}

/**
 * Plans from the best to the last resort: as the text stands; with aliases written out; with one value printed anew; all of it
 * again with texts of several lines in quotes.
 */
function* attempts(
  source: Source,
  before: Json,
  changes: Changes,
  after: Json,
  mode: WrittenMode,
): Generator<readonly TextEdit[]> {
  for (const literals of [true, false]) {
    yield* plans(source, before, changes, after, literals, mode);
    yield* withFinalBreak(source, (ended) => plans(ended, before, changes, after, literals, mode));
    if (mode !== "as-written" || writtenPieces(changes).length === 0) yield* reprints(source, changes, after, literals);
  }
}

function* plans(
  source: Source,
  before: Json,
  changes: Changes,
  after: Json,
  literals: boolean,
  mode: WrittenMode,
): Generator<readonly TextEdit[]> {
  for (const expand of [false, true]) {
    const planning = planningOf(source, literals);
    const aliases = expand ? expandAliases(planning, touched(changes)) : [];
    if (expand && aliases.length === 0) break;
    if (changes.type === "lists" && source.root !== undefined) {
      if (!planLists(planning, before, changes, aliases, mode)) continue;
    } else planDocument(planning, after);
    const free = aliases.filter((alias) => !planning.edits.some(({ range }) => overlaps(range, alias.range)));
    yield normalizeTextEdits(source.text, [...planning.edits, ...free]).map((edit) => afterBlank(source.text, edit));
  }
}

/** The same for a text whose last line has no end, as if it had one: lines that are moved need theirs. */
function* withFinalBreak(
  source: Source,
  planned: (ended: Source) => Iterable<readonly TextEdit[]>,
): Generator<readonly TextEdit[]> {
  if (source.text === "" || /[\r\n]$/u.test(source.text)) return;
  const lineBreak = source.text.includes("\r\n") ? "\r\n" : "\n";
  const { length } = source.text;
  const bare = (text: string): string => (text.endsWith(lineBreak) ? text.slice(0, -lineBreak.length) : text);
  for (const edits of planned(reparseSource(source, source.text + lineBreak)))
    yield edits.map(({ range: { start, end }, text }) => {
      if (end <= length) return { range: { start, end }, text };
      const last = bare(text);
      return { range: { start: Math.min(start, length), end: length }, text: start > length ? lineBreak + last : last };
    });
}

/** The reader takes a tab before a bracket for indentation: a blank stands there instead. */
function afterBlank(source: string, edit: TextEdit): TextEdit {
  if (!/^[[{]/u.test(edit.text)) return edit;
  const blanks = /[ \t]*\t[ \t]*$/u.exec(source.slice(Math.max(0, edit.range.start - 40), edit.range.start))?.[0];
  if (blanks === undefined) return edit;
  return { range: { start: edit.range.start - blanks.length, end: edit.range.end }, text: ` ${edit.text}` };
}

/** The smallest value around the change printed anew, then the next one around it; never where a comment would be lost. */
function* reprints(source: Source, changes: Changes, after: Json, literals: boolean): Generator<readonly TextEdit[]> {
  for (let at: Reference | undefined = common(touched(changes)); at !== undefined; at = parentReference(at)) {
    const path = entryPath(source.root, at);
    const entry = path?.at(-1);
    const planning = planningOf(source, literals);
    const parent = path !== undefined && path.length > 1 ? path.at(-2)?.value : source.root;
    const span = entry?.value ?? source.root;
    if (path === undefined || span === undefined) continue;
    const from = entry === undefined ? span.start : Math.max(entry.colon + 1, entry.start + 1);
    const until = span.style === "block" ? (blockExtents(planning, span).at(-1)?.end ?? span.end) : span.end;
    if (hasComments(source.text, source.root, from, until)) return;
    const value = valueAt(
      after,
      path.map((step) => String(step.key)),
    );
    if (value === undefined) continue;
    if (entry === undefined || parent === undefined) continue;
    replaceEntryValue(planning, parent, entry, value);
    yield normalizeTextEdits(source.text, planning.edits);
  }
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  let current: Json | undefined = value;
  for (const token of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, token)) return undefined;
    current = (current as { readonly [key: string]: Json })[token];
  }
  return current;
}

/** The innermost reference that holds all of them. */
function common(references: readonly Reference[]): Reference {
  const [first = "", ...rest] = references;
  let at: Reference = first;
  while (!rest.every((reference) => reference === at || reference.startsWith(`${at}/`))) at = parentReference(at) ?? "";
  return at;
}
