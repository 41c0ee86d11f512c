// Names that a document gives to variables: that expressions can write them, that nothing of the language hides them, and that
// two of one loop differ.

import { tryCompile } from "@ironweave/jq";
import { joinReference, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { variableName } from "../document/variable-name.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import type { Finding } from "./finding.ts";
import { EVERYWHERE } from "./walk-document.ts";

/** What the language or jq gives under a name, whatever a document binds to it. */
const BUILT_IN: ReadonlySet<string> = new Set([...EVERYWHERE, "output", "task", "__loc__"]);

/** Where a kind of task names variables: the holder, and each key with its default. */
const BINDINGS: Readonly<
  Record<string, readonly (readonly [holder: string, keys: Readonly<Record<string, string>>])[]>
> = {
  for: [["/for", { each: "item", at: "index" }]],
  listen: [["/foreach", { item: "item", at: "index" }]],
  call: [["/with/subscription/foreach", { item: "item", at: "index" }]],
  try: [["/catch", { as: "error" }]],
};

/** Every name that can never be read, or is another thing when it is. */
export function checkVariableNames(tasks: readonly VisitedTask[]): readonly Finding[] {
  return tasks.flatMap(namesOf);
}

function namesOf({ kind, task, reference }: VisitedTask): readonly Finding[] {
  if (kind === undefined || task === undefined) return [];
  return (BINDINGS[kind] ?? []).flatMap(([holder, keys]) => {
    const value = resolveReference(task, holder);
    if (value === undefined) return [];
    const names = new Map<string, string>();
    return Object.entries(keys).flatMap(([key, fallback]): readonly Finding[] => {
      const name = variableName(value, key, fallback);
      const given = resolveReference(value, `/${key}`);
      const other = names.get(name);
      names.set(name, key);
      // Where `at` has its default, the mistake is the other's name.
      const isGiven = typeof given === "string";
      const at = joinReference(`${reference}${holder}`, isGiven ? key : (other ?? key));
      if (other !== undefined) return [sameName(name, other, key, at)];
      return isGiven ? wrongName(name, at) : [];
    });
  });
}

function sameName(name: string, first: string, second: string, reference: Reference): Finding {
  const message = `\`${first}\` and \`${second}\` are both called ${name}, so that $${name} is the position and the item cannot be read`;
  return { code: "duplicate_variable", severity: "warning", message, reference };
}

function wrongName(name: string, reference: Reference): readonly Finding[] {
  if (BUILT_IN.has(name)) {
    const message = `$${name} is something else in every expression, so this cannot be read; give it another name`;
    return [{ code: "reserved_variable", severity: "error", message, reference }];
  }
  const compiled = tryCompile(`$${name}`, { variables: [name] });
  const read = compiled.ok ? compiled.program.freeVariables : [];
  if (read.length === 1 && read[0] === name) return [];
  const message = `no expression can read ${JSON.stringify(name)}: names of variables are letters, digits and underscores`;
  return [{ code: "unreadable_variable", severity: "warning", message, reference }];
}
