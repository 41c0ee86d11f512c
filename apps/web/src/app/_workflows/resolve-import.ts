// What is made of each file of an import, given which names are taken and what the person chose. Pure; creates nothing.
// The invariant: a text is changed only where it gets another name, and then only in the places that say the name.

import { joinReference, memberOf, parseSource, planEdit, visitTasks } from "@ironweave/schema";
import type { Edit } from "@ironweave/schema";
import type { PlannedImport } from "./plan-import.ts";
import { workflowNameProblem } from "./workflow-name.ts";

/** A workflow that is there already. */
export interface NamedWorkflow {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
}

/** What to do with a file whose name is taken: `rename` is what happens unless something else is chosen. */
export type NameChoice =
  | { readonly type: "rename"; readonly name: string }
  | { readonly type: "version" }
  | { readonly type: "skip" };

/** One file of the import, looked at with its name. */
export interface ResolvedImport {
  readonly plan: PlannedImport;
  /** The workflow of that name; undefined where another file of this import has it. */
  readonly owner?: NamedWorkflow | undefined;
  /** Whether the name is taken as the file says it. */
  readonly taken: boolean;
  readonly choice: NameChoice;
  /** Why the chosen name cannot be used. */
  readonly problem?: string | undefined;
  /** What is created or saved; undefined where nothing is. */
  readonly text: string | undefined;
  readonly as: "workflow" | "version";
}

/** Each plan with what becomes of it. `known` are the workflows whose names are alike; `choices` are by the plan's position. */
export function resolveImport(
  plans: readonly PlannedImport[],
  known: readonly NamedWorkflow[],
  choices: ReadonlyMap<number, NameChoice>,
): readonly ResolvedImport[] {
  const used = new Set<string>();
  const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`;
  const owners = new Map(known.map((workflow) => [keyOf(workflow.namespace, workflow.name), workflow]));
  const said = new Set(plans.map(({ namespace, name }) => keyOf(namespace, name)));
  const resolved = plans.map((plan, index): ResolvedImport => {
    const { namespace, name, text } = plan;
    const key = keyOf(namespace, name);
    const owner = owners.get(key);
    const taken = text !== undefined && name !== "" && (owner !== undefined || used.has(key));
    if (!taken) {
      used.add(key);
      return { plan, taken, choice: { type: "rename", name }, text, as: "workflow" };
    }
    const isFree = (other: string): boolean =>
      !owners.has(keyOf(namespace, other)) && !used.has(keyOf(namespace, other));
    const choice = choices.get(index) ?? {
      type: "rename",
      name: freeName(name, (other) => isFree(other) && !said.has(keyOf(namespace, other))),
    };
    if (choice.type === "version" && owner !== undefined) return { plan, owner, taken, choice, text, as: "version" };
    if (choice.type !== "rename") return { plan, owner, taken, choice, text: undefined, as: "workflow" };
    const problem =
      workflowNameProblem(choice.name) ?? (isFree(choice.name) ? undefined : `“${choice.name}” is taken too.`);
    if (problem === undefined) used.add(keyOf(namespace, choice.name));
    return { plan, owner, taken, choice, problem, text: problem === undefined ? text : undefined, as: "workflow" };
  });
  return withNames(resolved);
}

/** The name with the first number that makes it free. */
function freeName(name: string, isFree: (name: string) => boolean): string {
  for (let number = 2; ; number++) {
    const ending = `-${number}`;
    const candidate = name.slice(0, 63 - ending.length).replace(/-+$/u, "") + ending;
    if (isFree(candidate)) return candidate;
  }
}

/** Writes the names that were chosen, also where another file of the import runs the one that got another name. */
function withNames(resolved: readonly ResolvedImport[]): readonly ResolvedImport[] {
  const renamed = resolved.filter(({ taken, choice, text }) => taken && choice.type === "rename" && text !== undefined);
  return resolved.map((one) => {
    if (one.text === undefined || renamed.length === 0) return one;
    let { text } = one;
    if (renamed.includes(one) && one.choice.type === "rename")
      text = edited(text, { type: "set", at: "/document/name", value: one.choice.name });
    for (const { plan, choice } of renamed) {
      if (choice.type !== "rename") continue;
      for (const at of callsOf(text, plan)) text = edited(text, { type: "set", at, value: choice.name });
    }
    return { ...one, text };
  });
}

function callsOf(text: string, { namespace, name }: PlannedImport): readonly string[] {
  const { value } = parseSource(text);
  return [...visitTasks(value)].flatMap(({ reference, task }) => {
    const workflow = memberOf(memberOf(task, "run"), "workflow");
    const means = memberOf(workflow, "name") === name && (memberOf(workflow, "namespace") ?? "default") === namespace;
    return means ? [joinReference(reference, "run", "workflow", "name")] : [];
  });
}

function edited(text: string, edit: Edit): string {
  const result = planEdit(parseSource(text), edit);
  return result.ok ? result.plan.source.text : text;
}
