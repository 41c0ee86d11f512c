// The model of an edit on plain JSON: what law 1 holds the text planner to. Also says where tasks went.
// The invariant: the given value is not changed; parts that the edit does not reach are shared with `set` and `unset`.

import type { Json } from "@ironweave/jq";
import { joinReference, memberOf, parentReference, referenceTokens, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { FUNCTIONS_LIST } from "../document/visit-lists.ts";
import { visitTasks, type VisitedTask } from "../document/visit-tasks.ts";
import type { Changes, EditProblem, ListChanges, ListItem, Piece } from "./edit-changes.ts";
import type { Edit } from "./edit.ts";
import { resolveEdit } from "./resolve-edit.ts";

/** A document after an edit, where its tasks went (only those whose reference changed), and what to select. */
export interface EditOutcome {
  readonly value: Json;
  readonly moved: ReadonlyMap<Reference, Reference>;
  readonly select: readonly Reference[];
}

export type ApplyEditResult =
  | ({ readonly ok: true } & EditOutcome)
  | { readonly ok: false; readonly problem: EditProblem };

/** The document after an edit, or why the edit cannot be made. */
export function applyEdit(document: Json, edit: Edit): ApplyEditResult {
  const resolved = resolveEdit(document, edit);
  return resolved.ok ? { ok: true, ...applyChanges(document, resolved.changes) } : resolved;
}

/** The document after resolved changes. */
export function applyChanges(document: Json, changes: Changes): EditOutcome {
  if (changes.type === "lists") return new ListEditing(document).apply(changes);
  const path = referenceTokens(changes.at);
  const value = changes.type === "set" ? setAt(document, path, changes.value) : unsetAt(document, path);
  return { value, moved: new Map(), select: (changes.type === "set" ? changes.select : undefined) ?? [] };
}

function withMember(value: Json | undefined, key: string, member: Json): Json {
  const copy: Record<string, Json> = isJsonObject(value) ? { ...value } : {};
  Object.defineProperty(copy, key, { value: member, enumerable: true, configurable: true, writable: true });
  return copy;
}

function setAt(value: Json | undefined, path: readonly string[], leaf: Json): Json {
  const [token, ...rest] = path;
  if (token === undefined) return leaf;
  if (!Array.isArray(value)) return withMember(value, token, setAt(memberOf(value, token), rest, leaf));
  const items = [...(value as readonly Json[])];
  const index = token === "-" ? items.length : Number(token);
  items[index] = setAt(items[index], rest, leaf);
  return items;
}

function unsetAt(value: Json, path: readonly string[]): Json {
  const [token, ...rest] = path;
  const member = token === undefined ? undefined : memberOf(value, token);
  if (token === undefined || member === undefined) return value;
  if (Array.isArray(value)) {
    const items = [...(value as readonly Json[])];
    if (rest.length === 0) items.splice(Number(token), 1);
    else items[Number(token)] = unsetAt(member, rest);
    return items;
  }
  if (rest.length > 0) return withMember(value, token, unsetAt(member, rest));
  return Object.fromEntries(Object.entries(value as object).filter(([key]) => key !== token)) as Json;
}

type MutableJson = null | boolean | number | string | MutableJson[] | { [key: string]: MutableJson };

function cloned(value: Json): MutableJson {
  if (Array.isArray(value)) return (value as readonly Json[]).map(cloned);
  if (!isJsonObject(value)) return value as MutableJson;
  const copy: { [key: string]: MutableJson } = {};
  for (const key of Object.keys(value)) {
    const member = cloned(value[key] ?? null);
    if (key !== "__proto__") copy[key] = member;
    else Object.defineProperty(copy, key, { value: member, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

/** One edit of task lists on a private copy, in which each list item's object stands for its identity. */
class ListEditing {
  readonly #document: MutableJson;
  readonly #origins = new WeakMap<object, Reference>();

  constructor(document: Json) {
    this.#document = isJsonObject(document) || Array.isArray(document) ? cloned(document) : {};
    for (const [item, { reference }] of this.#identities()) this.#origins.set(item, reference);
  }

  apply(changes: ListChanges): EditOutcome {
    const targets = new Set<object>();
    const inserted = changes.insertions.map((insertion) => ({
      list: this.#list(insertion.list),
      index: insertion.index,
      pieces: insertion.pieces,
    }));
    const removed = new Map<MutableJson[], Set<number>>();
    for (const { list, index } of changes.removals) {
      const array = this.#list(list);
      removed.set(array, (removed.get(array) ?? new Set()).add(index));
    }
    const built = inserted.map(({ pieces }) => pieces.map((piece) => this.#build(piece)));
    const inLists = changes.renames.filter(({ item }) => item.item !== item.task);
    const renames = inLists.map(({ item, name }) => ({ array: this.#list(item.list), item, name }));
    for (const [at, text] of changes.strings) this.#replace(this.#document, at, text);
    for (const { array, item, name } of renames) {
      const renamed = this.#renamed(array[item.index] ?? null, item.name, name);
      array[item.index] = renamed;
      if (typeof renamed === "object" && renamed !== null) targets.add(renamed);
    }
    for (const { item, name } of changes.renames) {
      const renamed = item.item === item.task ? this.#renameMember(item, name) : undefined;
      if (typeof renamed === "object" && renamed !== null) targets.add(renamed);
    }
    for (const array of new Set([...inserted.map(({ list }) => list), ...removed.keys()])) {
      const next: MutableJson[] = [];
      for (let i = 0; i <= array.length; i++) {
        inserted.forEach((insertion, k) => {
          if (insertion.list === array && insertion.index === i) next.push(...(built[k] ?? []));
        });
        if (i < array.length && removed.get(array)?.has(i) !== true) next.push(array[i] ?? null);
      }
      array.splice(0, array.length, ...next);
    }
    for (const pieces of built) {
      for (const piece of pieces) if (typeof piece === "object" && piece !== null) targets.add(piece);
    }
    return this.#outcome(targets, changes.removals);
  }

  #at(reference: Reference): MutableJson | undefined {
    return resolveReference(this.#document, reference) as MutableJson | undefined;
  }

  /** Each task with the object that stands for it: its item of a list, or itself in a map. */
  *#identities(): Generator<readonly [object, VisitedTask]> {
    const holders = new Map<Reference, MutableJson | undefined>();
    for (const visit of visitTasks(this.#document)) {
      const { list, index, name } = visit;
      if (!holders.has(list)) holders.set(list, this.#at(list));
      const item = memberOf(holders.get(list), list === FUNCTIONS_LIST ? name : String(index));
      if (typeof item === "object" && item !== null) yield [item, visit];
    }
  }

  /** Renames a member of a map at its place among the others. */
  #renameMember({ list, name: from }: ListItem, to: string): MutableJson | undefined {
    const members = Object.entries((this.#at(list) ?? {}) as { [key: string]: MutableJson });
    const holder = this.#at(parentReference(list) ?? "") as { [key: string]: MutableJson };
    const renamed = members.map(([key, value]) => [key === from ? to : key, value] as const);
    holder[referenceTokens(list).at(-1) ?? ""] = Object.fromEntries(renamed);
    return members.find(([key]) => key === from)?.[1];
  }

  /** The array of a list; made, with its parents, where it is missing or null. */
  #list(reference: Reference): MutableJson[] {
    const found = this.#at(reference);
    if (Array.isArray(found)) return found;
    const made: MutableJson[] = [];
    let holder = this.#document as { [key: string]: MutableJson };
    const tokens = referenceTokens(reference);
    for (const token of tokens.slice(0, -1)) {
      holder[token] ??= {};
      holder = holder[token] as { [key: string]: MutableJson };
    }
    holder[tokens.at(-1) ?? ""] = made;
    return made;
  }

  #replace(root: MutableJson, at: Reference, text: string): void {
    const holder = resolveReference(root, parentReference(at) ?? "") as { [key: string]: MutableJson };
    holder[referenceTokens(at).at(-1) ?? ""] = text;
  }

  #renamed(item: MutableJson, from: string, to: string): MutableJson {
    if (typeof item !== "object" || item === null || Array.isArray(item) || from === to) return item;
    const members = Object.entries(item).map(([key, value]) => [key === from ? to : key, value] as const);
    const renamed: MutableJson = Object.fromEntries(members);
    const origin = this.#origins.get(item);
    if (origin !== undefined) this.#origins.set(renamed, origin);
    return renamed;
  }

  #build(piece: Piece): MutableJson {
    if (piece.type === "new") return { [piece.name]: cloned(piece.task) };
    if (piece.type === "wrap") {
      const task = cloned(piece.wrapper);
      const list = resolveReference(task, joinReference("", ...piece.path)) as MutableJson[];
      list.push(...piece.pieces.map((inner) => this.#build(inner)));
      return { [piece.name]: task };
    }
    const original = this.#at(piece.from.item) ?? null;
    const item = piece.copy ? cloned(original) : original;
    for (const [at, text] of piece.strings) this.#replace(item, at.slice(piece.from.item.length), text);
    if (piece.without !== undefined) {
      const task = memberOf(item, piece.from.name);
      if (isJsonObject(task)) delete (task as { [key: string]: MutableJson })[piece.without];
    }
    return this.#renamed(item, piece.from.name, piece.name);
  }

  #outcome(targets: ReadonlySet<object>, removals: readonly ListItem[]): EditOutcome {
    const moved = new Map<Reference, Reference>();
    const select: Reference[] = [];
    for (const [item, { reference }] of this.#identities()) {
      const origin = this.#origins.get(item);
      if (origin !== undefined && origin !== reference) moved.set(origin, reference);
      if (targets.has(item)) select.push(reference);
    }
    const value: Json = this.#document;
    return { value, moved, select: targets.size > 0 ? select : neighbours(value, removals) };
  }
}

/** After a deletion: the task that took the first place, or the one before it, or the task that held the list. */
function neighbours(value: Json, removals: readonly ListItem[]): Reference[] {
  const [first] = removals;
  if (first === undefined) return [];
  const list = resolveReference(value, first.list);
  for (const index of [first.index, first.index - 1]) {
    const item = memberOf(list, String(index));
    const name = isJsonObject(item) ? Object.keys(item)[0] : undefined;
    if (name !== undefined) return [joinReference(first.list, index, name)];
  }
  const holder = [...visitTasks(value)].findLast((visit) => first.list.startsWith(`${visit.reference}/`));
  return holder === undefined ? [] : [holder.reference];
}
