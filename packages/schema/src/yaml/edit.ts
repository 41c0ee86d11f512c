// What a gesture or a form changes, in terms of the document. `planEdit` turns one into text edits.

import type { Json } from "@ironweave/jq";
import type { Diagnostic, TextEdit } from "../diagnostic.ts";
import type { Reference } from "../document/reference.ts";
import type { Source } from "./source.ts";

/** A named task, as it stands in a task list. */
export interface NamedTask {
  readonly name: string;
  readonly task: Json;
  /** Its item of a list as somebody wrote it. It is put in as written, comments and all, wherever that reads the same. */
  readonly written?: WrittenItem;
}

/** An item of a task list in a text of its own (`readWrittenTasks`). */
export interface WrittenItem {
  readonly source: Source;
  readonly item: Reference;
}

/** Something that an edit does beside what it was asked for, or cannot keep. Codes are in docs/errors/schema.md. */
export interface Caution {
  readonly code: string;
  /** The task that it is about, before the edit. */
  readonly reference: Reference;
  /** One sentence for the user. */
  readonly message: string;
  /** True where what the workflow does may change without a way to keep it: a person should be asked first. */
  readonly ask: boolean;
}

/**
 * One change of the document. `list` is the reference of a task list (`/do`, `/do/0/loop/do`, `/do/1/f/fork/branches`),
 * `index` a position in it before the edit. `set` creates missing parents. `wrap` replaces adjacent siblings by one task
 * of the given kind that holds them. `rename-entry` gives a member of a map another key at its place; what means it by name does
 * not follow. Names that would be duplicate in the list get a number appended.
 */
export type Edit =
  | {
      readonly type: "insert-tasks";
      readonly list: Reference;
      readonly index: number;
      readonly tasks: readonly NamedTask[];
    }
  | { readonly type: "delete-tasks"; readonly tasks: readonly Reference[] }
  | {
      readonly type: "move-tasks";
      readonly tasks: readonly Reference[];
      readonly list: Reference;
      readonly index: number;
    }
  | { readonly type: "duplicate-tasks"; readonly tasks: readonly Reference[] }
  | { readonly type: "rename-task"; readonly task: Reference; readonly name: string }
  | {
      readonly type: "wrap-tasks";
      readonly tasks: readonly Reference[];
      readonly kind: "do" | "try" | "for" | "fork";
      readonly name: string;
    }
  | { readonly type: "rename-entry"; readonly at: Reference; readonly name: string }
  | { readonly type: "set"; readonly at: Reference; readonly value: Json }
  | { readonly type: "unset"; readonly at: Reference };

/**
 * The text edits of one change, where tasks went (old reference to new, only those that moved), and what to select next
 * (nothing: keep the selection). `source` is the text after the edits, parsed already.
 */
export interface PlannedEdit {
  readonly edits: readonly TextEdit[];
  readonly moved: ReadonlyMap<Reference, Reference>;
  readonly select: readonly Reference[];
  readonly cautions: readonly Caution[];
  readonly source: Source;
}

/** A plan, or why the edit cannot be made (e.g. the reference does not exist, the name is taken). */
export type EditResult =
  | { readonly ok: true; readonly plan: PlannedEdit }
  | { readonly ok: false; readonly diagnostic: Diagnostic };
