// Where task lists are: in a task by its kind, and in the document. The one place that knows; visiting, drawing and editing read it.
// The invariant: the table is total over `TaskKind`, so a new kind does not compile until it says which lists it holds.

import type { Json } from "@ironweave/jq";
import { joinReference, memberOf } from "./reference.ts";
import type { Reference } from "./reference.ts";
import type { TaskKind } from "./task-kind.ts";
import { isJsonObject } from "./visit-kind.ts";

/** What a list is to the task that holds it. */
export type ListRole = "do" | "for" | "foreach" | "try" | "catch" | "fork";

/** A list inside a task: the keys that lead to it, and, where needed, whether this task has it at all. */
export interface NestedList {
  readonly path: readonly string[];
  readonly role: ListRole;
  readonly applies?: (task: Json) => boolean;
}

const NONE: readonly NestedList[] = [];

/** The lists of each kind, in the order in which they stand in a document. */
export const NESTED_LISTS: { readonly [K in TaskKind]: readonly NestedList[] } = {
  call: [
    {
      path: ["with", "subscription", "foreach", "do"],
      role: "foreach",
      applies: (task) => memberOf(task, "call") === "asyncapi",
    },
  ],
  set: NONE,
  do: [{ path: ["do"], role: "do" }],
  switch: NONE,
  for: [{ path: ["do"], role: "for" }],
  fork: [{ path: ["fork", "branches"], role: "fork" }],
  try: [
    { path: ["try"], role: "try" },
    { path: ["catch", "do"], role: "catch" },
  ],
  raise: NONE,
  wait: NONE,
  emit: NONE,
  listen: [{ path: ["foreach", "do"], role: "foreach" }],
  run: NONE,
};

/** Where reusable functions stand: a map, which is visited as if it were a list. */
export const FUNCTIONS_LIST = "/use/functions";

/** A list of the document itself. `tasks` of the role `function` are members of a map, not items of a list. */
export interface RootList {
  readonly list: Reference;
  readonly role: "root" | "function" | "before" | "after";
  /** Short text, e.g. `before call (mockService)`. */
  readonly title: string;
}

/** The document's own lists: `/do` first (even where it is missing), then reusable functions, then extensions. */
export function rootLists(document: Json | undefined): RootList[] {
  const lists: RootList[] = [{ list: "/do", role: "root", title: "" }];
  const use = memberOf(document, "use");
  if (isJsonObject(memberOf(use, "functions")))
    lists.push({ list: FUNCTIONS_LIST, role: "function", title: "functions" });
  const extensions = memberOf(use, "extensions");
  if (!Array.isArray(extensions)) return lists;
  for (const [index, item] of (extensions as readonly Json[]).entries()) {
    if (!isJsonObject(item)) continue;
    for (const [name, extension] of Object.entries(item)) {
      for (const role of ["before", "after"] as const) {
        if (!Array.isArray(memberOf(extension, role))) continue;
        const extended = memberOf(extension, "extend");
        const title = `${role} ${typeof extended === "string" ? extended : "tasks"} (${name})`;
        lists.push({ list: joinReference("/use/extensions", index, name, role), role, title });
      }
    }
  }
  return lists;
}
