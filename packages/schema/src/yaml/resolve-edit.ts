// An edit as it was asked for, resolved to changes: references checked, names made unique, `then` retargeted.
// Reads the document's value only, never its text.

import type { Json, JsonObject } from "@ironweave/jq";
import {
  isWithin,
  joinReference,
  memberOf,
  parentReference,
  referenceTokens,
  resolveReference,
} from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { tasksOfList } from "../document/visit-tasks.ts";
import { jumpsAfterDeletion, jumpsAfterMove, jumpsAfterWrap } from "./carry-jumps.ts";
import type { Changes, EditProblem, ListChanges, ListItem, Piece } from "./edit-changes.ts";
import { RESERVED_NAMES, followNames, uniqueName } from "./edit-names.ts";
import type { Edit, NamedTask } from "./edit.ts";
import { resolveFunctionEdit } from "./function-edit.ts";
import { replacedAt } from "./replaced-at.ts";

type Resolved =
  | { readonly ok: true; readonly changes: Changes }
  | { readonly ok: false; readonly problem: EditProblem };

const problem = (code: string, reference: Reference, message: string): Resolved => ({
  ok: false,
  problem: { code, message, reference },
});
const lists = (changes: Partial<ListChanges>): Resolved => ({
  ok: true,
  changes: { type: "lists", removals: [], insertions: [], strings: new Map(), renames: [], cautions: [], ...changes },
});

/** What an edit changes in a document, or why it cannot be made. */
export function resolveEdit(document: Json, edit: Edit): Resolved {
  const ofFunctions = resolveFunctionEdit(document, edit);
  if (ofFunctions !== undefined) return ofFunctions;
  switch (edit.type) {
    case "set":
      return resolveSet(document, edit.at, edit.value);
    case "unset":
      return resolveReference(document, edit.at) === undefined || edit.at === ""
        ? problem("edit_reference_unknown", edit.at, `there is nothing at ${edit.at}`)
        : { ok: true, changes: edit };
    case "insert-tasks":
      return resolveInsert(document, edit.list, edit.index, edit.tasks);
    case "rename-task":
      return resolveRename(document, edit.task, edit.name);
    case "rename-entry":
      return resolveEntryRename(document, edit.at, edit.name);
    case "delete-tasks":
    case "move-tasks":
    case "duplicate-tasks":
    case "wrap-tasks": {
      const items = listItems(document, edit.tasks);
      if (!Array.isArray(items)) return { ok: false, problem: items };
      if (edit.type === "delete-tasks") return lists({ removals: items, ...jumpsAfterDeletion(document, items) });
      if (edit.type === "move-tasks") return resolveMove(document, items, edit.list, edit.index);
      if (edit.type === "duplicate-tasks") return resolveDuplicate(document, items);
      return resolveWrap(document, items, edit.kind, edit.name);
    }
  }
}

function resolveEntryRename(document: Json, at: Reference, name: string): Resolved {
  const list = parentReference(at) ?? "";
  const holder = resolveReference(document, list);
  const old = referenceTokens(at).at(-1) ?? "";
  if (list === "" || !isJsonObject(holder) || !Object.hasOwn(holder, old))
    return problem("edit_reference_unknown", at, `there is no entry to rename at ${at}`);
  if (name === old) return lists({});
  if (name.trim() === "") return problem("edit_name_invalid", at, "an entry needs a name");
  if (Object.hasOwn(holder, name)) return problem("edit_name_taken", at, `another entry is called ${name}`);
  return lists({ renames: [{ item: { list, index: 0, item: at, task: at, name: old }, name }] });
}

/** The list item that a task's reference names (`/do/2/deploy`, or `/do/2` where the item has no name). */
export function listItem(document: Json, task: Reference): ListItem | undefined {
  for (const item of [parentReference(task), task]) {
    const list = item === undefined ? undefined : parentReference(item);
    if (item === undefined || list === undefined) continue;
    const token = referenceTokens(item).at(-1) ?? "";
    const items = resolveReference(document, list);
    const value = Array.isArray(items) ? memberOf(items, token) : undefined;
    if (value === undefined) continue;
    const name = isJsonObject(value) ? Object.keys(value)[0] : undefined;
    const reference = name === undefined ? item : joinReference(item, name);
    if (reference === task) return { list, index: Number(token), item, task, name: name ?? "" };
  }
  return undefined;
}

/** The items in document order, each once, none inside another. */
function listItems(document: Json, tasks: readonly Reference[]): ListItem[] | EditProblem {
  if (tasks.length === 0) return { code: "edit_nothing_selected", message: "no task was named", reference: "" };
  const items = new Map<Reference, ListItem>();
  for (const task of tasks) {
    const item = listItem(document, task);
    if (item === undefined) return { code: "edit_not_a_task", message: `there is no task at ${task}`, reference: task };
    items.set(item.item, item);
  }
  const outer = [...items.values()].filter(
    (item) => ![...items.keys()].some((other) => other !== item.item && isWithin(item.item, other)),
  );
  return outer.sort((a, b) => compareReferences(a.item, b.item));
}

function compareReferences(a: Reference, b: Reference): number {
  const left = referenceTokens(a);
  const right = referenceTokens(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const [x = "", y = ""] = [left[i], right[i]];
    if (x === y) continue;
    return /^\d+$/.test(x) && /^\d+$/.test(y) ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return left.length - right.length;
}

function resolveSet(document: Json, at: Reference, value: Json): Resolved {
  let current: Json | undefined = document;
  for (const token of referenceTokens(at)) {
    if (current === undefined || current === null) break;
    if (typeof current !== "object") {
      return problem("edit_not_a_container", at, `${at} leads through a value that holds nothing`);
    }
    if (Array.isArray(current) && !/^(0|[1-9]\d*)$/.test(token) && token !== "-") {
      return problem("edit_not_a_container", at, `${token} is not a position in a list`);
    }
    if (Array.isArray(current) && token !== "-" && Number(token) > current.length) {
      return problem("edit_not_a_container", at, `position ${token} lies beyond the end of the list`);
    }
    current = memberOf(current, token);
  }
  return { ok: true, changes: { type: "set", at, value } };
}

function namesIn(document: Json, list: Reference, without: readonly ListItem[]): Set<string> {
  const gone = new Set(without.map((item) => item.task));
  const tasks = tasksOfList(list, resolveReference(document, list));
  return new Set(tasks.filter((task) => !gone.has(task.reference)).map((task) => task.name));
}

/** The length of the list to insert into; 0 where it is still to be made; undefined where something else is there. */
function listLength(document: Json, list: Reference): number | undefined {
  const value = resolveReference(document, list);
  if (value === undefined || value === null) return resolveSet(document, list, []).ok ? 0 : undefined;
  return Array.isArray(value) ? value.length : undefined;
}

function resolveInsert(document: Json, list: Reference, index: number, tasks: readonly NamedTask[]): Resolved {
  if (tasks.length === 0) return problem("edit_nothing_selected", list, "no task was given");
  const length = listLength(document, list);
  if (length === undefined) return problem("edit_not_a_list", list, `${list} is not a list of tasks`);
  const taken = namesIn(document, list, []);
  const renamed = new Map<string, string>();
  const pieces = tasks.map((task): Piece => {
    const name = uniqueName(task.name, taken);
    taken.add(name);
    if (name !== task.name) renamed.set(task.name, name);
    const { written } = task;
    const kept = written === undefined ? {} : { written: { ...written, strings: new Map<Reference, string>() } };
    return { type: "new", name, task: task.task, ...kept };
  });
  return lists({ insertions: [{ list, index: clamp(index, length), pieces: pieces.map(followed(renamed)) }] });
}

/** A new piece whose own `then` follow the names given to its companions. */
function followed(renamed: ReadonlyMap<string, string>): (piece: Piece) => Piece {
  return (piece) => {
    if (piece.type !== "new" || renamed.size === 0) return piece;
    let task = piece.task;
    const followed = followNames("", task, renamed);
    for (const [at, name] of followed) task = replacedAt(task, referenceTokens(at), name);
    if (piece.written === undefined || followed.length === 0) return { ...piece, task };
    const { source, item } = piece.written;
    const body = joinReference(item, Object.keys((resolveReference(source.value, item) ?? {}) as object)[0] ?? "");
    const strings = new Map(followed.map(([at, name]) => [body + at, name] as const));
    return { ...piece, task, written: { source, item, strings } };
  };
}

function resolveMove(document: Json, items: readonly ListItem[], list: Reference, index: number): Resolved {
  const inside = items.find((item) => isWithin(list, item.item));
  if (inside !== undefined) return problem("edit_into_itself", inside.task, "a task cannot be moved into itself");
  const length = listLength(document, list);
  if (length === undefined) return problem("edit_not_a_list", list, `${list} is not a list of tasks`);
  const { pieces } = oldPieces(document, items, namesIn(document, list, items), false);
  const insertions = [{ list, index: clamp(index, length), pieces }];
  return lists({ removals: items, insertions, ...jumpsAfterMove(document, items, list) });
}

/** Items as pieces with names free in `taken`, their `then` among each other following. */
function oldPieces(
  document: Json,
  items: readonly ListItem[],
  taken: Set<string>,
  copy: boolean,
): { readonly pieces: Piece[]; readonly renamed: ReadonlyMap<string, string> } {
  const renamed = new Map<string, string>();
  const names = items.map((item) => {
    const name = uniqueName(item.name, taken);
    taken.add(name);
    renamed.set(item.name, name);
    return name;
  });
  const pieces = items.map((from, i): Piece => {
    const strings = new Map(followNames(from.task, resolveReference(document, from.task), renamed));
    return { type: "old", from, name: names[i] ?? from.name, copy, strings };
  });
  return { pieces, renamed };
}

function resolveDuplicate(document: Json, items: readonly ListItem[]): Resolved {
  const byList = Map.groupBy(items, (item) => item.list);
  const insertions = [...byList].map(([list, group]) => {
    const { pieces } = oldPieces(document, group, namesIn(document, list, []), true);
    return { list, index: (group.at(-1)?.index ?? 0) + 1, pieces };
  });
  return lists({ insertions });
}

function resolveRename(document: Json, task: Reference, name: string): Resolved {
  const item = listItem(document, task);
  if (item === undefined || item.item === item.task)
    return problem("edit_not_a_task", task, `there is no task at ${task}`);
  if (name === item.name) return lists({});
  if (name.trim() === "") return problem("edit_name_invalid", task, "a task needs a name");
  if (RESERVED_NAMES.includes(name)) return problem("edit_name_invalid", task, `${name} is a word of the language`);
  if (namesIn(document, item.list, []).has(name))
    return problem("edit_name_taken", task, `another task of this list is called ${name}`);
  const siblings = tasksOfList(item.list, resolveReference(document, item.list));
  const first = siblings.find((sibling) => sibling.name === item.name);
  const renamed = new Map(first?.reference === task ? [[item.name, name] as const] : []);
  const strings = new Map(siblings.flatMap((sibling) => followNames(sibling.reference, sibling.task, renamed)));
  return lists({ strings, renames: [{ item, name }] });
}

const WRAPPERS: {
  readonly [kind in "do" | "try" | "for" | "fork"]: { readonly wrapper: JsonObject; readonly path: readonly string[] };
} = {
  do: { wrapper: { do: [] }, path: ["do"] },
  try: { wrapper: { try: [], catch: {} }, path: ["try"] },
  for: { wrapper: { for: { each: "item", in: ".items" }, do: [] }, path: ["do"] },
  fork: { wrapper: { fork: { branches: [] } }, path: ["fork", "branches"] },
};

function resolveWrap(
  document: Json,
  items: readonly ListItem[],
  kind: "do" | "try" | "for" | "fork",
  wanted: string,
): Resolved {
  const [first] = items;
  if (first === undefined) return problem("edit_nothing_selected", "", "no task was named");
  if (items.some((item, i) => item.list !== first.list || item.index !== first.index + i))
    return problem("edit_not_adjacent", first.task, "only tasks that stand next to each other can be wrapped together");
  const name = uniqueName(wanted, namesIn(document, first.list, items));
  const { inner, then, carried, ...jumps } = jumpsAfterWrap(document, items, kind, name);
  const { pieces } = oldPieces(document, items, new Set(), false);
  const adapted = pieces.map((piece) => {
    if (piece.type !== "old") return piece;
    const own = [...inner].filter(([at]) => isWithin(at, piece.from.task));
    const without = carried === `${piece.from.task}/then` ? { without: "then" } : {};
    return { ...piece, strings: new Map([...piece.strings, ...own]), ...without };
  });
  const { wrapper, path } = WRAPPERS[kind];
  const whole = then === undefined ? wrapper : { ...wrapper, then };
  const piece: Piece = {
    type: "wrap",
    name,
    wrapper: whole,
    path,
    pieces: adapted,
    ...(carried !== undefined && { carried }),
  };
  return lists({ removals: items, insertions: [{ list: first.list, index: first.index, pieces: [piece] }], ...jumps });
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(Math.trunc(index), length));
}
