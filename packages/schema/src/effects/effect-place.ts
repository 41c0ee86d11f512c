// Where in the flow a task stands, in words: the loops, branches, conditions and catches around it, outermost first. Pure.

import type { Json } from "@ironweave/jq";
import { memberOf } from "../document/reference.ts";
import type { ListRole } from "../document/visit-lists.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { bareExpression, textAt } from "../graph/short-text.ts";

/** A task around another one, and the list of it that leads there. */
export interface Around {
  readonly task: VisitedTask;
  readonly role: ListRole;
}

const WORDS: { readonly [R in ListRole]: (around: VisitedTask, branch: string) => string | undefined } = {
  do: () => undefined,
  for: ({ task }) => `for each of ${bareExpression(textAt(task, "for", "in")) || "?"}`,
  foreach: ({ task }) =>
    memberOf(task, "listen") === undefined ? "for each message that comes" : "for each event that comes",
  try: ({ task }) => (retries(task) ? "again where it fails" : undefined),
  catch: ({ name, task }) => `when ${name} fails${filterText(task)}`,
  fork: ({ name, task }, branch) =>
    textAt(task, "fork", "compete") === "true"
      ? `in branch ${branch} of ${name}, until the first is done`
      : `in branch ${branch} of ${name}`,
};

function retries(task: Json | undefined): boolean {
  return memberOf(memberOf(task, "catch"), "retry") !== undefined;
}

function filterText(task: Json | undefined): string {
  const error = memberOf(memberOf(memberOf(task, "catch"), "errors"), "with");
  const words = [textAt(error, "type").split("/").at(-1) ?? "", textAt(error, "status")].filter(Boolean).join(" ");
  return words === "" ? "" : ` (${words})`;
}

/** The words, outermost first; `around` goes from the outermost task to the innermost, the last item is the task itself. */
export function placeWords(around: readonly Around[], own: VisitedTask): readonly string[] {
  const words: string[] = [];
  for (const [depth, { task, role }] of around.entries()) {
    const inner = around[depth + 1]?.task ?? own;
    words.push(...conditionOf(task));
    const said = WORDS[role](task, inner.name);
    if (said !== undefined) words.push(said);
    if (role === "catch") {
      const when = textAt(task.task, "catch", "when");
      if (when !== "") words.push(`only if ${bareExpression(when)}`);
    }
  }
  return [...words, ...conditionOf(own)];
}

function conditionOf({ task }: VisitedTask): readonly string[] {
  const condition = textAt(task, "if");
  return condition === "" ? [] : [`only if ${bareExpression(condition)}`];
}
