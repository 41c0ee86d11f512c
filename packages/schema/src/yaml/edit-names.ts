// Names of tasks under edits: unique in their list, and followed by the `then` that mean them.

import type { Json } from "@ironweave/jq";
import { joinReference, memberOf } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";

/** The directives of the language; no task may have such a name, for no `then` could mean it. */
export const RESERVED_NAMES: readonly string[] = ["continue", "exit", "end"];

/** The name itself, or with the first number appended (or its number raised) that is free in `taken`. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const [, stem = name, digits = ""] = /^(.*?)(\d{0,9})$/s.exec(name) ?? [];
  for (let number = digits === "" ? 2 : Number(digits) + 1; ; number++) {
    const candidate = `${stem}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** The `then` strings of a task: its own and those of its switch cases, by reference. */
export function thenStrings(reference: Reference, task: Json | undefined): [Reference, string][] {
  const found: [Reference, string][] = [];
  const then = memberOf(task, "then");
  if (typeof then === "string") found.push([joinReference(reference, "then"), then]);
  const cases = memberOf(task, "switch");
  if (!Array.isArray(cases)) return found;
  for (const [index, item] of (cases as readonly Json[]).entries()) {
    for (const [name, body] of Object.entries(isJsonObject(item) ? item : {})) {
      const target = memberOf(body, "then");
      if (typeof target === "string") found.push([joinReference(reference, "switch", index, name, "then"), target]);
    }
  }
  return found;
}

/** The `then` strings of a task that mean one of the renamed tasks, with their new text. */
export function followNames(
  reference: Reference,
  task: Json | undefined,
  renamed: ReadonlyMap<string, string>,
): [Reference, string][] {
  return thenStrings(reference, task).flatMap(([at, name]): [Reference, string][] => {
    const to = renamed.get(name);
    return to === undefined || to === name ? [] : [[at, to]];
  });
}
