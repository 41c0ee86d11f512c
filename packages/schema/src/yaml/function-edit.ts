// Edits of reusable functions. They stand in a map under their names and not in a list, so they are put, taken and renamed as
// members; the tasks inside of them are edited like any others. Reads the document's value only, never its text.
// The invariant: a `call` that means a function goes on meaning it.

import type { Json } from "@ironweave/jq";
import { joinReference, memberOf, parentReference, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { CALL_PROTOCOLS } from "../document/tasks/call.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { FUNCTIONS_LIST } from "../document/visit-lists.ts";
import { tasksOfList, visitTasks } from "../document/visit-tasks.ts";
import type { Changes, EditProblem } from "./edit-changes.ts";
import { uniqueName } from "./edit-names.ts";
import type { Edit, NamedTask } from "./edit.ts";

type Answer = { readonly ok: true; readonly changes: Changes } | { readonly ok: false; readonly problem: EditProblem };

const refuse = (code: string, reference: Reference, message: string): Answer => ({
  ok: false,
  problem: { code, reference, message },
});

/** What an edit of functions changes; undefined for an edit that is of no function. */
export function resolveFunctionEdit(document: Json, edit: Edit): Answer | undefined {
  switch (edit.type) {
    case "insert-tasks":
      return edit.list === FUNCTIONS_LIST ? put(document, edit.tasks) : undefined;
    case "rename-task":
      return isFunction(document, edit.task) ? rename(document, edit.task, edit.name) : undefined;
    case "move-tasks":
      return edit.list === FUNCTIONS_LIST || edit.tasks.some((task) => isFunction(document, task))
        ? refuse(
            "edit_function_stays",
            edit.tasks[0] ?? "",
            "functions have no place in the flow; copy and paste instead",
          )
        : undefined;
    case "delete-tasks":
    case "duplicate-tasks":
    case "wrap-tasks": {
      const functions = edit.tasks.filter((task) => isFunction(document, task));
      if (functions.length === 0) return undefined;
      if (functions.length < edit.tasks.length || edit.type === "wrap-tasks")
        return refuse(
          "edit_function_stays",
          functions[0] ?? "",
          "functions are not steps of a list; change them alone",
        );
      return edit.type === "delete-tasks" ? remove(document, functions) : put(document, copies(document, functions));
    }
    case "rename-entry":
    case "set":
    case "unset":
      return undefined;
  }
}

function isFunction(document: Json, task: Reference): boolean {
  return parentReference(task) === FUNCTIONS_LIST && isJsonObject(resolveReference(document, FUNCTIONS_LIST));
}

function functionsOf(document: Json): Readonly<Record<string, Json>> | undefined {
  const value = resolveReference(document, FUNCTIONS_LIST);
  return value === undefined || value === null ? {} : isJsonObject(value) ? value : undefined;
}

function put(document: Json, tasks: readonly NamedTask[]): Answer {
  const known = functionsOf(document);
  const use = memberOf(document, "use");
  if (tasks.length === 0) return refuse("edit_nothing_selected", FUNCTIONS_LIST, "no task was given");
  if (known === undefined || (use !== undefined && use !== null && !isJsonObject(use)))
    return refuse("edit_not_a_list", FUNCTIONS_LIST, `${FUNCTIONS_LIST} holds no functions`);
  const taken = new Set([...Object.keys(known), ...CALL_PROTOCOLS]);
  const added = tasks.map(({ name, task }) => {
    const free = uniqueName(name, taken);
    taken.add(free);
    return [free, task] as const;
  });
  const select = added.map(([name]) => joinReference(FUNCTIONS_LIST, name));
  const [only] = added;
  if (added.length === 1 && only !== undefined)
    return { ok: true, changes: { type: "set", at: select[0] ?? "", value: only[1], select } };
  const value = Object.fromEntries([...Object.entries(known), ...added]);
  return { ok: true, changes: { type: "set", at: FUNCTIONS_LIST, value, select } };
}

function copies(document: Json, functions: readonly Reference[]): readonly NamedTask[] {
  return tasksOfList(FUNCTIONS_LIST, resolveReference(document, FUNCTIONS_LIST))
    .filter(({ reference }) => functions.includes(reference))
    .map(({ name, task }) => ({ name, task: task ?? null }));
}

function remove(document: Json, functions: readonly Reference[]): Answer {
  const [only] = functions;
  if (functions.length === 1 && only !== undefined) return { ok: true, changes: { type: "unset", at: only } };
  const value = Object.fromEntries(
    Object.entries(functionsOf(document) ?? {}).filter(
      ([name]) => !functions.includes(joinReference(FUNCTIONS_LIST, name)),
    ),
  );
  return { ok: true, changes: { type: "set", at: FUNCTIONS_LIST, value } };
}

function rename(document: Json, task: Reference, name: string): Answer {
  const functions = tasksOfList(FUNCTIONS_LIST, resolveReference(document, FUNCTIONS_LIST));
  const found = functions.find(({ reference }) => reference === task);
  if (found === undefined) return refuse("edit_not_a_task", task, `there is no task at ${task}`);
  const { name: old, index } = found;
  const renames = [{ item: { list: FUNCTIONS_LIST, index, item: task, task, name: old }, name }];
  const changes = {
    type: "lists" as const,
    removals: [],
    insertions: [],
    strings: new Map<Reference, string>(),
    cautions: [],
  };
  if (name === old) return { ok: true, changes: { ...changes, renames: [] } };
  if (name.trim() === "") return refuse("edit_name_invalid", task, "a function needs a name");
  if (CALL_PROTOCOLS.includes(name)) return refuse("edit_name_invalid", task, `${name} is a word of the language`);
  if (functions.some((other) => other.name === name))
    return refuse("edit_name_taken", task, `another function is called ${name}`);
  const calls = [...visitTasks(document)].filter(({ task: caller }) => memberOf(caller, "call") === old);
  const strings = new Map(
    CALL_PROTOCOLS.includes(old) ? [] : calls.map(({ reference }) => [joinReference(reference, "call"), name] as const),
  );
  return { ok: true, changes: { ...changes, strings, renames } };
}
