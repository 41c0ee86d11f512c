// The edges of one scope: document order, directives, cases. Jumps stay inside the list, as the language has it.
// A `then` that names nothing gives no edge but a loose end; the validator reports it.

import type { Json } from "@ironweave/jq";
import { isDeferredRaise } from "../document/deferred-raise.ts";
import { joinReference, memberOf } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { RESERVED_NAMES } from "../yaml/edit-names.ts";
import type { GraphEdge, LooseEnd } from "./graph.ts";
import { TASK_PICTURES } from "./task-picture.ts";

/** The edges of a list of tasks, in text order. An empty list has one edge, from its start to its end. */
export function scopeEdges(list: Reference, tasks: readonly VisitedTask[]): GraphEdge[] {
  const positions = new Map<string, number>();
  for (const task of tasks) if (!positions.has(task.name)) positions.set(task.name, task.index);
  const edges: GraphEdge[] = [
    { id: `${list}#start`, from: "start", to: tasks[0]?.reference ?? "end", kind: "next", back: false },
  ];
  for (const task of tasks) leave(task, tasks, positions, edges);
  return edges;
}

/** What would be edges of a list, had their targets been there: in text order. */
export function looseEnds(tasks: readonly VisitedTask[]): LooseEnd[] {
  const names = new Set(tasks.map(({ name }) => name));
  const missing = (then: Json | undefined): then is string =>
    typeof then === "string" && !RESERVED_NAMES.includes(then) && !names.has(then);
  return tasks.flatMap(({ reference: from, kind, task }): LooseEnd[] => {
    const found: LooseEnd[] = [];
    const cases = kind === "switch" ? memberOf(task, "switch") : undefined;
    for (const [index, item] of (Array.isArray(cases) ? (cases as readonly Json[]) : []).entries()) {
      const label = isJsonObject(item) ? Object.keys(item)[0] : undefined;
      const then = label === undefined ? undefined : memberOf(memberOf(item, label), "then");
      if (label === undefined || !missing(then)) continue;
      const source = joinReference(from, "switch", index, label, "then");
      found.push({ id: `${from}#case/${index}`, from, kind: "case", label, source, missing: then });
    }
    const then = memberOf(task, "then");
    if (missing(then))
      found.push({ id: `${from}#then`, from, kind: "then", source: joinReference(from, "then"), missing: then });
    return found;
  });
}

function leave(
  task: VisitedTask,
  tasks: readonly VisitedTask[],
  positions: ReadonlyMap<string, number>,
  edges: GraphEdge[],
): void {
  const leaves = task.kind === "unknown" ? "once" : TASK_PICTURES[task.kind].leaves;
  const conditional = memberOf(task.task, "if") !== undefined;
  const from = task.reference;
  const cases = leaves === "cases" ? memberOf(task.task, "switch") : undefined;
  let decided = leaves === "never" && !conditional && !isDeferredRaise(task.task);
  if (Array.isArray(cases)) {
    for (const [index, item] of (cases as readonly Json[]).entries()) {
      if (!isJsonObject(item)) continue;
      const name = Object.keys(item)[0];
      if (name === undefined) continue;
      const body = memberOf(item, name);
      if (memberOf(body, "when") === undefined) decided = !conditional;
      const then = memberOf(body, "then");
      const target = resolve(then, task.index, tasks, positions);
      if (target === undefined) continue;
      const source = joinReference(from, "switch", index, name, "then");
      const field = then === undefined ? {} : { source };
      edges.push({ id: `${from}#case/${index}`, from, kind: "case", label: name, ...target, ...field });
    }
  }
  if (decided) return;
  const then = memberOf(task.task, "then");
  const target = resolve(then, task.index, tasks, positions);
  if (target === undefined) return;
  if (then === undefined) edges.push({ id: `${from}#next`, from, kind: "next", ...target });
  else {
    const label = then === "exit" || then === "end" ? { label: then } : {};
    edges.push({ id: `${from}#then`, from, kind: "then", source: joinReference(from, "then"), ...label, ...target });
  }
}

type Target = Pick<GraphEdge, "to" | "back" | "ends">;

function resolve(
  then: Json | undefined,
  index: number,
  tasks: readonly VisitedTask[],
  positions: ReadonlyMap<string, number>,
): Target | undefined {
  if (then === "exit") return { to: "end", back: false };
  if (then === "end") return { to: "end", back: false, ends: true };
  if (typeof then !== "string" || then === "continue") return { to: tasks[index + 1]?.reference ?? "end", back: false };
  const position = positions.get(then);
  const to = position === undefined ? undefined : tasks[position]?.reference;
  return to === undefined || position === undefined ? undefined : { to, back: position <= index };
}
