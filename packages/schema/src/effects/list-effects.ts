// Everything that a document does to the outside: each task that reaches out, with its place, target, effect and credentials.
// Pure; works for documents that do not validate. What an action does is told by its catalog, which is given.

import type { Json } from "@ironweave/jq";
import { memberOf, resolveReference, type Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { NESTED_LISTS, rootLists } from "../document/visit-lists.ts";
import { listsOfTask, tasksOfList, visitTasks, type VisitedTask } from "../document/visit-tasks.ts";
import { textAt } from "../graph/short-text.ts";
import { credentialsOf, reachOf, type Reach } from "./effect-target.ts";
import { placeWords, type Around } from "./effect-place.ts";

/** What happens to the target; `unknown` wherever that is not certain. */
export type TaskEffectKind = "read" | "create" | "change" | "destroy" | "unknown";

/** Strongest first, as they are shown. */
export const EFFECT_KINDS: readonly TaskEffectKind[] = ["destroy", "change", "create", "unknown", "read"];

/** `safe` may be repeated freely, `keyed` is repeated under the same key, `none` is never repeated by itself. */
export type Repeatable = "safe" | "keyed" | "none";

/** One task that reaches outside. */
export interface TaskEffect {
  readonly task: Reference;
  readonly name: string;
  /** `http`, `shell`, `emit`, or the name of a catalog's function. */
  readonly action: string;
  /** In words, e.g. `for each of .hosts`, outermost first; none at the top of the flow. */
  readonly place: readonly string[];
  /** Expressions stand as such; never the value of a secret. */
  readonly target: string;
  readonly effect: TaskEffectKind;
  readonly repeatable: Repeatable;
  /** `authentication NAME`, `secret NAME`; sorted. */
  readonly credentials: readonly string[];
  /** How the tool itself would try it out. */
  readonly dryRun?: string;
}

/** What the catalog of actions tells of a call, by the action's name and the arguments as they stand. */
export type DescribeCall = (
  action: string,
  args: Json,
) => {
  readonly effect: Exclude<TaskEffectKind, "unknown"> | "any";
  readonly idempotency: Repeatable;
  readonly dryRun?: string;
};

/** The effects in reading order: the flow, functions that something calls, then extensions. */
export function listEffects(document: Json | undefined, describe: DescribeCall): readonly TaskEffect[] {
  const effects: TaskEffect[] = [];
  for (const root of rootLists(document)) {
    const callers = root.role === "function" ? callersOf(document) : undefined;
    const walk = (task: VisitedTask, around: readonly Around[], before: readonly string[]): void => {
      const reach = reachOf(task, document);
      if (reach !== undefined) effects.push(effectOf(task, reach, [...before, ...placeWords(around, task)]));
      for (const { list, value } of listsOfTask(task)) {
        const role = roleOf(task, list);
        if (role === undefined) continue;
        for (const inner of tasksOfList(list, value)) walk(inner, [...around, { task, role }], before);
      }
    };
    for (const task of tasksOfList(root.list, resolveReference(document, root.list))) {
      const by = callers?.get(task.name);
      if (callers !== undefined && by === undefined) continue;
      walk(
        task,
        [],
        by === undefined ? (root.title === "" || root.role === "root" ? [] : [root.title]) : [calledBy(by)],
      );
    }
  }
  return effects;

  function effectOf(task: VisitedTask, { action, target, args }: Reach, place: readonly string[]): TaskEffect {
    const emits = task.kind === "emit";
    const facts = emits ? ({ effect: "create", idempotency: "keyed" } as const) : describe(action, args);
    return {
      task: task.reference,
      name: task.name,
      action,
      place,
      target,
      effect: facts.effect === "any" ? "unknown" : facts.effect,
      repeatable: facts.idempotency,
      credentials: credentialsOf(ownArguments(task), document),
      ...("dryRun" in facts && facts.dryRun !== undefined ? { dryRun: facts.dryRun } : {}),
    };
  }
}

/** Without the lists inside: their tasks have rows of their own. */
function ownArguments({ task }: VisitedTask): Json {
  const subscription = memberOf(memberOf(task, "with"), "subscription");
  const args = memberOf(task, "with") ?? memberOf(task, "run") ?? memberOf(task, "emit") ?? {};
  if (subscription === undefined || !isJsonObject(args)) return args;
  return { ...args, subscription: null };
}

function roleOf(task: VisitedTask, list: Reference): Around["role"] | undefined {
  if (task.kind === "unknown") return undefined;
  const path = list.slice(task.reference.length + 1);
  return NESTED_LISTS[task.kind].find((nested) => nested.path.join("/") === path)?.role;
}

/** The names of the tasks that call each function; functions nobody calls are not there. */
function callersOf(document: Json | undefined): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  const functions = resolveReference(document, "/use/functions");
  for (const { kind, name, task } of visitTasks(document)) {
    const called = kind === "call" ? textAt(task, "call") : "";
    if (called === "" || memberOf(functions, called) === undefined) continue;
    callers.set(called, [...(callers.get(called) ?? []), name]);
  }
  return callers;
}

function calledBy(names: readonly string[]): string {
  const shown = [...new Set(names)].slice(0, 3).join(", ");
  return `called by ${shown}${names.length > 3 ? " and others" : ""}`;
}
