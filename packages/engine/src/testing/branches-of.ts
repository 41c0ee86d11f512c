// The ways a task's decisions can go, for coverage. Total over the task kinds: a new kind does not compile until it is here.
// The names are those that the engine tells `onBranch` (switch.ts, for.ts, try.ts, run-task.ts).

import type { Json } from "@ironweave/jq";
import type { TaskKind } from "@ironweave/schema";
import { visitTasks } from "@ironweave/schema";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";

const NONE = (): readonly string[] => [];

function casesOf(task: Json | undefined): readonly string[] {
  const cases = member(task, "switch");
  if (!isJsonArray(cases)) return [];
  const entries = cases.flatMap((item) => (isJsonObject(item) ? Object.entries(item) : []));
  const names = entries.map(([name]) => `case ${name}`);
  const hasDefault = entries.some(([, definition]) => (member(definition, "when") ?? null) === null);
  return hasDefault ? names : [...names, "no case"];
}

const BRANCHES: { readonly [K in TaskKind]: (task: Json | undefined) => readonly string[] } = {
  call: NONE,
  set: NONE,
  do: NONE,
  switch: casesOf,
  for: () => ["no iteration", "some iterations"],
  fork: NONE,
  try: () => ["caught"],
  raise: NONE,
  wait: NONE,
  emit: NONE,
  listen: NONE,
  run: NONE,
};

/** Something a test can reach: a task (`branch` undefined) or one way of its decision. */
export interface CoverageItem {
  readonly reference: string;
  readonly name: string;
  readonly branch: string | undefined;
}

/** Every task and every way of a decision in a document, in text order. */
export function coverageItems(document: Json): readonly CoverageItem[] {
  return [...visitTasks(document)].flatMap(({ reference, name, kind, task }) => {
    const condition = member(task, "if") ?? null;
    const conditional = condition === null ? [] : ["if: true", "if: false"];
    const own = kind === "unknown" ? [] : BRANCHES[kind](task);
    return [undefined, ...conditional, ...own].map((branch) => ({ reference, name, branch }));
  });
}

/** True where a run of these tasks and branches has reached the item. */
export function isCovered(
  { reference, branch }: CoverageItem,
  tasks: ReadonlySet<string>,
  branches: ReadonlySet<string>,
): boolean {
  return branch === undefined ? tasks.has(reference) : branches.has(`${reference} ${branch}`);
}
