// Which tasks of a list can run at all. Errs on the side of silence: conditions are taken to go either way.

import { isDeferredRaise } from "../document/deferred-raise.ts";
import { memberOf } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";

const ENDS: ReadonlySet<string> = new Set(["exit", "end"]);

/** The tasks of a list that no path from its first task reaches. Branches and functions are all entered. */
export function unreachableTasks(list: Reference, tasks: readonly VisitedTask[]): readonly VisitedTask[] {
  if (list.endsWith("/fork/branches") || list === "/use/functions") return [];
  const positions = new Map(tasks.map(({ name }, index) => [name, index]));
  const reached = new Set<number>();
  const pending = tasks.length > 0 ? [0] : [];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const visited = tasks[at];
    if (visited === undefined || reached.has(at)) continue;
    reached.add(at);
    for (const next of successors(visited))
      pending.push(positions.get(next) ?? (ENDS.has(next) ? tasks.length : at + 1));
  }
  return tasks.filter((_, index) => !reached.has(index));
}

/** Names and directives that may follow a task. A target that does not exist is a mistake of its own, taken for `continue`. */
function successors({ kind, task }: VisitedTask): readonly string[] {
  const then = memberOf(task, "then");
  const own = typeof then === "string" ? then : "continue";
  const skipped = memberOf(task, "if") === undefined ? [] : ["continue", own];
  if (kind === "raise" && !isDeferredRaise(task)) return skipped;
  if (kind !== "switch") return [own, ...skipped];
  const cases = memberOf(task, "switch");
  const bodies = Array.isArray(cases) ? cases.flatMap((item) => (isJsonObject(item) ? Object.values(item) : [])) : [];
  const targets = bodies.map((body) => memberOf(body, "then")).filter((target) => typeof target === "string");
  const hasDefault = bodies.some((body) => isJsonObject(body) && !Object.hasOwn(body, "when"));
  return [...targets, ...(hasDefault ? [] : [own]), ...skipped];
}
