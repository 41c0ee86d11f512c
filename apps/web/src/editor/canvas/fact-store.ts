// What a card shows beside the drawing itself: problems and run status, per task. A card subscribes to its own task only,
// so that a status change renders one card and never the whole drawing.

import type { Reference, Severity, TaskChange } from "@ironweave/schema";
import type { TaskStatus } from "@ironweave/schema/run";

/** Facts about one task; all optional. */
export interface TaskFacts {
  readonly problems?: number;
  readonly severity?: Severity;
  /** The text of this task does not parse at the moment. */
  readonly broken?: boolean;
  readonly status?: TaskStatus;
  /** How the task differs from the one in the other document, where two are compared. */
  readonly change?: TaskChange;
  /** What it is called there, where that is another name, e.g. `was ask`. */
  readonly otherName?: string;
  readonly attempt?: number;
  /** How often the task has started, over all iterations and attempts. */
  readonly executions?: number;
  readonly faulted?: number;
  /**
   * Of an edge: whether a run has gone along it. `active` leads to a step that runs now; of several edges `maybe` it was this
   * one that was taken.
   */
  readonly path?: "untaken" | "maybe" | "taken" | "active";
  /** A short text for the foot of the card, e.g. a duration. */
  readonly note?: string;
  /** Its output is pinned: when things are tried out it is not run. */
  readonly pinned?: boolean;
  /** What the text says of the task in a comment. */
  readonly comment?: string;
  /** Who else has selected the task. */
  readonly people?: readonly TaskPerson[];
}

/** Somebody on a task. */
export interface TaskPerson {
  readonly userId: string;
  readonly name: string;
}

/** Facts by task with per-task subscription. */
export interface FactStore {
  get(task: Reference): TaskFacts;
  subscribe(task: Reference, listener: () => void): () => void;
  /** Replaces all facts; only tasks whose facts differ are told. */
  replace(facts: ReadonlyMap<Reference, TaskFacts>): void;
}

const NO_FACTS: TaskFacts = {};

/** An empty fact store. */
export function createFactStore(): FactStore {
  let current: ReadonlyMap<Reference, TaskFacts> = new Map();
  const listeners = new Map<Reference, Set<() => void>>();
  return {
    get: (task) => current.get(task) ?? NO_FACTS,
    subscribe(task, listener) {
      const own = listeners.get(task) ?? new Set();
      listeners.set(task, own.add(listener));
      return () => void own.delete(listener);
    },
    replace(facts) {
      const next = new Map<Reference, TaskFacts>();
      const changed: Reference[] = [];
      for (const [task, fact] of facts) {
        const old = current.get(task);
        const same = old !== undefined && equalFacts(old, fact);
        next.set(task, same ? old : fact);
        if (!same) changed.push(task);
      }
      for (const task of current.keys()) if (!facts.has(task)) changed.push(task);
      current = next;
      for (const task of changed) for (const listener of listeners.get(task) ?? []) listener();
    },
  };
}

function equalFacts(a: TaskFacts, b: TaskFacts): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof TaskFacts>;
  return [...keys].every((key) => a[key] === b[key] || (key === "people" && samePeople(a.people, b.people)));
}

function samePeople(a: readonly TaskPerson[] = [], b: readonly TaskPerson[] = []): boolean {
  return a.length === b.length && a.every(({ userId, name }, at) => userId === b[at]?.userId && name === b[at].name);
}
