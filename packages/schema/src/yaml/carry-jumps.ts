// What becomes of `then` where tasks leave their list or get one of their own: it may name siblings only, so jumps are carried over
// where that keeps their meaning, and what cannot be kept is told. Reads the document's value only.
// The invariant: no `then` silently comes to mean another task.

import type { Json } from "@ironweave/jq";
import { isWithin, memberOf, referenceTokens, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isDeferredRaise } from "../document/deferred-raise.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { tasksOfList } from "../document/visit-tasks.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import type { ListItem } from "./edit-changes.ts";
import { RESERVED_NAMES, thenStrings } from "./edit-names.ts";
import type { Caution } from "./edit.ts";

/** What follows from taking tasks out of their list. */
export interface CarriedJumps {
  /** New texts of `then` in tasks that stay, by reference. */
  readonly strings: ReadonlyMap<Reference, string>;
  readonly cautions: readonly Caution[];
}

/** What follows from wrapping tasks, beside that. */
export interface WrappedJumps extends CarriedJumps {
  /** New texts of `then` inside the wrapped tasks. */
  readonly inner: ReadonlyMap<Reference, string>;
  /** The `then` of the wrapper. */
  readonly then?: string;
  /** The wrapped task's own `then` that the wrapper's was; it leaves its task. */
  readonly carried?: Reference;
}

/** One list and who is where in it. */
class Siblings {
  readonly tasks: readonly VisitedTask[];
  readonly #positions = new Map<string, number>();

  constructor(document: Json, list: Reference) {
    this.tasks = tasksOfList(list, resolveReference(document, list));
    for (const { name, index } of this.tasks) if (!this.#positions.has(name)) this.#positions.set(name, index);
  }

  /** The position of the task that a `then` means; undefined for the words of the language and for nothing. */
  position(then: string): number | undefined {
    return RESERVED_NAMES.includes(then) ? undefined : this.#positions.get(then);
  }

  /** Where the flow goes instead of a task that is gone: a name, `exit` or `end`. */
  after(position: number, gone: ReadonlySet<number>, seen: ReadonlySet<number> = new Set()): string {
    const then = memberOf(this.tasks[position]?.task, "then");
    if (typeof then === "string" && then !== "continue") {
      const target = this.position(then);
      if (target === undefined || !gone.has(target)) return then;
      if (!seen.has(target)) return this.after(target, gone, new Set([...seen, position]));
    }
    return this.tasks.find(({ index }) => index > position && !gone.has(index))?.name ?? "exit";
  }
}

/** The `then` of tasks that stay and meant one that is deleted: they go where it went on to. */
export function jumpsAfterDeletion(document: Json, items: readonly ListItem[]): CarriedJumps {
  const [strings, cautions] = [new Map<Reference, string>(), [] as Caution[]];
  for (const [list, group] of Map.groupBy(items, (item) => item.list))
    redirect(document, list, group, undefined, strings, cautions);
  return { strings, cautions };
}

/** The same for tasks that move to another list, and their own `then` to tasks that stay. */
export function jumpsAfterMove(document: Json, items: readonly ListItem[], to: Reference): CarriedJumps {
  const [strings, cautions] = [new Map<Reference, string>(), [] as Caution[]];
  const there = new Siblings(document, to);
  for (const [list, group] of Map.groupBy(items, (item) => item.list)) {
    if (list === to) continue;
    const siblings = new Siblings(document, list);
    const holder = siblings.tasks.find(({ reference }) => isWithin(to, reference));
    redirect(document, list, group, holder?.name, strings, cautions);
    const along = new Set(group.map(({ index }) => index));
    for (const { index, name, task } of group) {
      for (const [, then] of thenStrings(task, siblings.tasks[index]?.task)) {
        const target = siblings.position(then);
        if (target === undefined || (along.has(target) && !isFork(to))) continue;
        const other = there.position(then) !== undefined;
        const why = isFork(to)
          ? "branches run side by side"
          : other
            ? `it would mean the ${then} that is there`
            : `${then} is not in the list that it moves to`;
        cautions.push(
          ask("edit_then_left_behind", task, `${name} goes to ${then} afterwards, which it cannot there: ${why}.`),
        );
      }
    }
  }
  return { strings, cautions };
}

function redirect(
  document: Json,
  list: Reference,
  gone: readonly ListItem[],
  instead: string | undefined,
  strings: Map<Reference, string>,
  cautions: Caution[],
): void {
  if (isFork(list)) return;
  const siblings = new Siblings(document, list);
  const positions = new Set(gone.map(({ index }) => index));
  for (const { reference, name, index, task } of siblings.tasks) {
    if (positions.has(index)) continue;
    for (const [at, then] of thenStrings(reference, task)) {
      const target = siblings.position(then);
      if (target === undefined || !positions.has(target)) continue;
      const next = instead ?? siblings.after(target, positions);
      const text = next === name ? "continue" : next;
      strings.set(at, text);
      const where =
        { exit: "leaves the list", end: "ends the workflow", continue: "goes on" }[text] ?? `goes to ${text}`;
      const message = `${name} went to ${then} and ${where} now.`;
      cautions.push({ code: "edit_then_redirected", reference, message, ask: false });
    }
  }
}

/** The jumps of tasks that get a wrapper called `wrapper`, and of those that stay. */
export function jumpsAfterWrap(
  document: Json,
  items: readonly ListItem[],
  kind: string,
  wrapper: string,
): WrappedJumps {
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return { strings: new Map(), inner: new Map(), cautions: [] };
  const siblings = new Siblings(document, first.list);
  const isInside = (position: number): boolean => position >= first.index && position <= last.index;
  const next = siblings.tasks[last.index + 1]?.name ?? "exit";
  const cautions: Caution[] = [];

  const strings = new Map<Reference, string>();
  for (const { reference, name, index, task } of siblings.tasks) {
    if (isInside(index)) continue;
    for (const [at, then] of thenStrings(reference, task)) {
      const target = siblings.position(then);
      if (target === undefined || !isInside(target)) continue;
      strings.set(at, wrapper);
      if (target > first.index && kind !== "fork") {
        const message = `${name} goes to ${then}, which is inside; it would go to ${wrapper}, which begins with ${first.name}.`;
        cautions.push(ask("edit_then_into_wrapper", reference, message));
      }
    }
  }

  /** Where a `then` leads out to: a name or `exit`; undefined where it stays inside, ends the workflow, or leads nowhere. */
  const outward = (index: number, then: string): string | undefined => {
    if (then === "exit") return "exit";
    if (then === "continue") return index === last.index ? next : undefined;
    const target = siblings.position(then);
    return target === undefined || isInside(target) ? undefined : then;
  };
  const own = memberOf(siblings.tasks[last.index]?.task, "then");
  const lastOut = outward(
    last.index,
    typeof own === "string" ? own : fallsThrough(siblings.tasks[last.index]) ? "continue" : "end",
  );
  const carriedAt =
    typeof own === "string" && own !== "continue" && lastOut !== undefined ? `${last.task}/then` : undefined;
  const jumps = siblings.tasks
    .filter(({ index }) => isInside(index))
    .flatMap(({ reference, index, name, task }) =>
      thenStrings(reference, task).map(([at, then]) => ({
        at,
        then,
        index,
        name,
        reference,
        out: outward(index, then),
      })),
    )
    .filter(({ at }) => at !== carriedAt);
  const only = new Set(jumps.flatMap(({ out }) => out ?? []));
  const way = lastOut ?? (only.size === 1 && kind !== "fork" ? [...only][0] : undefined) ?? next;

  const inner = new Map<Reference, string>();
  for (const { at, then, index, name, reference, out } of jumps) {
    const inward = siblings.position(then);
    if (kind === "fork") {
      if (inward !== undefined || then === "exit")
        cautions.push(
          ask("edit_then_out_of_wrapper", reference, `${name} has \`then: ${then}\`, which a branch cannot follow.`),
        );
    } else if (out === way) {
      if (then !== "exit" && !(then === "continue" && index === last.index)) inner.set(at, "exit");
    } else if (out !== undefined) {
      const message = `${name} has \`then: ${then}\`, which leads out of ${wrapper} another way than the last step does (${words(way)}).`;
      cautions.push(ask("edit_then_out_of_wrapper", reference, message));
    }
  }
  const then = carriedAt !== undefined && typeof own === "string" ? own : way === next ? undefined : way;
  return {
    strings,
    inner,
    cautions,
    ...(then !== undefined && { then }),
    ...(carriedAt !== undefined && { carried: carriedAt }),
  };
}

/** True where the flow goes on behind a task that has no `then`. */
function fallsThrough(visit: VisitedTask | undefined): boolean {
  const { task, kind } = visit ?? {};
  if (memberOf(task, "if") !== undefined) return true;
  if (kind === "raise") return isDeferredRaise(task);
  const cases = memberOf(task, "switch");
  return !(
    Array.isArray(cases) &&
    (cases as readonly Json[]).some(
      (item) => isJsonObject(item) && Object.values(item).some((body) => memberOf(body, "when") === undefined),
    )
  );
}

function words(way: string): string {
  return way === "exit" ? "it leaves the list" : `to ${way}`;
}

function isFork(list: Reference): boolean {
  return referenceTokens(list).slice(-2).join("/") === "fork/branches";
}

function ask(code: string, reference: Reference, message: string): Caution {
  return { code, reference, message, ask: true };
}
