// A random edit of a document: of every type, on any task, list or field.

import type { Json } from "@ironweave/jq";
import { joinReference, resolveReference } from "../src/document/reference.ts";
import type { Reference } from "../src/document/reference.ts";
import { listsOfTask, visitTasks } from "../src/document/visit-tasks.ts";
import type { Edit } from "../src/yaml/edit.ts";
import { data } from "./hand-formatted.ts";
import type { Random } from "./random.ts";

export const EDIT_TYPES = [
  "insert-tasks",
  "delete-tasks",
  "move-tasks",
  "duplicate-tasks",
  "rename-task",
  "wrap-tasks",
  "rename-entry",
  "set",
  "unset",
] as const;

/** An edit of the given type; undefined where the document has no place for one. */
export function randomEdit(random: Random, document: Json, type: Edit["type"]): Edit | undefined {
  const visits = [...visitTasks(document)];
  const any = <T>(items: readonly T[]): T | undefined => items[random.int(items.length)];
  const functions = visits.some((visit) => visit.list === "/use/functions") ? ["/use/functions"] : [];
  const lists: Reference[] = [
    "/do",
    ...functions,
    ...visits.flatMap((visit) => listsOfTask(visit).map(({ list }) => list)),
  ];
  const task = any(visits);
  const list = any(lists);
  if (task === undefined || list === undefined) return undefined;
  const length = (resolveReference(document, list) as readonly Json[] | undefined)?.length ?? 0;
  const siblings = visits.filter((visit) => visit.list === task.list && visit.index >= task.index);
  const run = siblings.slice(0, 1 + random.int(siblings.length)).map((visit) => visit.reference);
  switch (type) {
    case "insert-tasks":
      return {
        type,
        list,
        index: random.int(length + 1),
        tasks: [{ name: random.pick(["t0", "new", "y"]), task: { set: data(random, 2) } }],
      };
    case "delete-tasks":
    case "duplicate-tasks":
      return { type, tasks: random.oneIn(2) ? [task.reference] : run };
    case "move-tasks":
      return { type, tasks: random.oneIn(2) ? [task.reference] : run, list, index: random.int(length + 1) };
    case "rename-task":
      return { type, task: task.reference, name: random.pick(["renamed", "two words", "12", "a: b", "it's"]) };
    case "wrap-tasks":
      return { type, tasks: run, kind: random.pick(["do", "try", "for", "fork"]), name: "wrapped" };
    case "rename-entry": {
      const at = any(references(document, "").filter((each) => !/^\/[^/]*$|\/\d+$/.test(each)));
      return at === undefined ? undefined : { type, at, name: random.pick(["renamed", "two words", "12", "a: b"]) };
    }
    case "set":
    case "unset": {
      const at = any(references(document, ""));
      if (at === undefined) return undefined;
      if (type === "unset") return { type, at };
      return {
        type,
        at: random.oneIn(3) ? joinReference(at, random.pick(["added", "two words"])) : at,
        value: data(random, 3),
      };
    }
  }
}

function references(value: Json, at: Reference): Reference[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, member]) => references(member, joinReference(at, key)))].filter(
    Boolean,
  );
}
