// Names and jumps in task lists: duplicates, targets that do not exist or are out of scope, two defaults, tasks that
// nothing reaches.

import type { Json } from "@ironweave/jq";
import { nearest } from "../document/nearest.ts";
import { joinReference, memberOf, parentReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { uniqueName } from "../yaml/edit-names.ts";
import { changeTo } from "./change-to.ts";
import type { Finding, Mend } from "./finding.ts";
import { unreachableTasks } from "./reachable-tasks.ts";

/** What `then` may say besides a task's name. */
export const DIRECTIVES: readonly string[] = ["continue", "exit", "end"];

/** One `then`, of a task or of a case. */
interface Jump {
  readonly target: string;
  readonly reference: Reference;
}

/** Everything wrong with names and jumps. */
export function checkFlow(tasks: readonly VisitedTask[]): readonly Finding[] {
  const everywhere = new Set(tasks.map(({ name }) => name));
  const findings: Finding[] = [];
  for (const [list, siblings] of Map.groupBy(tasks, (task) => task.list)) {
    const scope: Scope = { list, names: new Set(siblings.map(({ name }) => name)), everywhere };
    findings.push(...duplicateNames(siblings), ...reservedNames(siblings));
    for (const task of siblings) {
      findings.push(...switchFindings(task));
      for (const jump of jumpsOf(task)) findings.push(...checkJump(jump, scope));
    }
    findings.push(...unreachableTasks(list, siblings).map(unreachable));
  }
  return findings;
}

/** What a `then` of one list can see. */
interface Scope {
  readonly list: Reference;
  readonly names: ReadonlySet<string>;
  /** Names of the tasks of all lists. */
  readonly everywhere: ReadonlySet<string>;
}

/** Every `then` of a task. */
export function jumpsOf({ task, reference, kind }: VisitedTask): readonly Jump[] {
  const jumps: Jump[] = [];
  const own = memberOf(task, "then");
  if (typeof own === "string") jumps.push({ target: own, reference: joinReference(reference, "then") });
  if (kind !== "switch") return jumps;
  for (const { body, reference: at } of casesOf(task, reference)) {
    const target = memberOf(body, "then");
    if (typeof target === "string") jumps.push({ target, reference: joinReference(at, "then") });
  }
  return jumps;
}

interface Case {
  readonly name: string;
  readonly body: Json;
  readonly reference: Reference;
}

/** The cases of a switch. */
export function casesOf(task: Json | undefined, reference: Reference): readonly Case[] {
  const items = memberOf(task, "switch");
  if (!Array.isArray(items)) return [];
  return (items as readonly Json[]).flatMap((item, index) =>
    isJsonObject(item)
      ? Object.entries(item).map(([name, body]) => ({
          name,
          body,
          reference: joinReference(reference, "switch", index, name),
        }))
      : [],
  );
}

function checkJump({ target, reference }: Jump, { list, names, everywhere }: Scope): readonly Finding[] {
  if (DIRECTIVES.includes(target)) return [];
  const isFork = list.endsWith("/fork/branches");
  const isFunction = list === "/use/functions";
  const isSibling = names.has(target);
  if (isSibling && !isFork && !isFunction) return [];
  const error = { severity: "error", reference } as const;
  const quoted = JSON.stringify(target);
  if (isSibling) {
    const why = isFork ? "branches run side by side" : "functions run where they are called";
    return [{ ...error, code: "target_outside_scope", message: `\`then\` cannot go to ${quoted}: ${why}` }];
  }
  if (everywhere.has(target)) {
    const message = `\`then\` cannot go to ${quoted}: it is in another list; only tasks of the same list can be reached`;
    return [{ ...error, code: "target_outside_scope", message }];
  }
  const possible = [...(isFork || isFunction ? [] : names), ...DIRECTIVES];
  const meant = nearest(target, possible);
  const advice = meant === undefined ? `possible: ${possible.slice(0, 12).join(", ")}` : `did you mean ${meant}?`;
  // Which task is meant is a person's choice, and another one may make an endless loop.
  const byHand = !DIRECTIVES.includes(target.toLowerCase());
  const mends = meant === undefined ? [] : [changeTo(reference, meant, { byHand })];
  return [
    { ...error, code: "unknown_target", message: `\`then\` goes to ${quoted}, which does not exist; ${advice}`, mends },
  ];
}

function duplicateNames(siblings: readonly VisitedTask[]): readonly Finding[] {
  const seen = new Set<string>();
  const taken = new Set(siblings.map((each) => each.name));
  return siblings.flatMap(({ name, reference, task }): readonly Finding[] => {
    if (task === undefined) return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const free = uniqueName(name, taken);
    taken.add(free);
    const message = `another task of this list is called ${JSON.stringify(name)}; give this one a name of its own`;
    return [
      {
        code: "duplicate_name",
        severity: "error",
        message,
        reference,
        target: "key",
        mends: [renamed(reference, free)],
      },
    ];
  });
}

// `then` means the first of that name, so another name for a later one changes no jump; which name is a person's choice.
function renamed(at: Reference, to: string): Mend {
  return { type: "rename_key", byHand: true, title: `Rename to ${to}`, at, to };
}

function reservedNames(siblings: readonly VisitedTask[]): readonly Finding[] {
  return siblings
    .filter(({ name }) => DIRECTIVES.includes(name))
    .map(({ name, reference }): Finding => {
      const message = `${name} is a flow directive and cannot be a task's name`;
      return {
        code: "reserved_name",
        severity: "error",
        message,
        reference,
        target: "key",
        mends: [renamed(reference, `${name}-step`)],
      };
    });
}

function switchFindings({ kind, task, reference }: VisitedTask): readonly Finding[] {
  if (kind !== "switch") return [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let defaultCase: string | undefined;
  for (const { name, body, reference: at } of casesOf(task, reference)) {
    const error = { severity: "error", reference: at, target: "key" } as const;
    if (seen.has(name))
      findings.push({ ...error, code: "duplicate_name", message: `another case is called ${JSON.stringify(name)}` });
    seen.add(name);
    if (!isJsonObject(body) || Object.hasOwn(body, "when")) continue;
    if (defaultCase !== undefined) {
      const message = `${JSON.stringify(name)} is a second case without \`when\`; ${JSON.stringify(defaultCase)} is the default already`;
      findings.push({ ...error, code: "several_defaults", message });
    }
    defaultCase ??= name;
  }
  return findings;
}

function unreachable({ name, reference }: VisitedTask): Finding {
  const message = `nothing leads to ${JSON.stringify(name)}: what stands before it goes elsewhere`;
  const item = parentReference(reference) ?? reference;
  const mends: readonly Mend[] = [{ type: "remove", byHand: true, title: `Remove ${name}`, at: item }];
  return { code: "unreachable_task", severity: "warning", message, reference, target: "key", mends };
}
