// An edit in full: which items leave their list, what is put where, which names change and which `then` follow them.
// Decided once from the document's value; the model (`applyEdit`) and the text planner both carry out the same changes.
// The invariant: all references and indices are those before the edit.

import type { Json } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";
import type { Caution, NamedTask } from "./edit.ts";
import type { Source } from "./source.ts";

/** An item of a task list before the edit. `item` is its reference (`/do/2`), `task` that of its task (`/do/2/deploy`). */
export interface ListItem {
  readonly list: Reference;
  readonly index: number;
  readonly item: Reference;
  readonly task: Reference;
  readonly name: string;
}

/** What is put into a list: a new task, an item that is already in the document, or a task that wraps others. */
export type Piece =
  | ({ readonly type: "new"; readonly written?: WrittenPiece } & Pick<NamedTask, "name" | "task">)
  | {
      readonly type: "old";
      readonly from: ListItem;
      readonly name: string;
      /** A copy leaves the original where it is. */
      readonly copy: boolean;
      /** Strings to replace inside this item, by their reference before the edit. */
      readonly strings: ReadonlyMap<Reference, string>;
      /** A field of the task that does not come along. */
      readonly without?: string;
    }
  | {
      readonly type: "wrap";
      readonly name: string;
      readonly wrapper: Json;
      /** The keys that lead from the wrapper to its list, which `wrapper` holds empty. */
      readonly path: readonly string[];
      readonly pieces: readonly Piece[];
      /** The field of a wrapped task that the wrapper's `then` was. */
      readonly carried?: Reference;
    };

/** How a new task was written elsewhere: its item there, and strings to replace in it, by their reference there. */
export interface WrittenPiece {
  readonly source: Source;
  readonly item: Reference;
  readonly strings: ReadonlyMap<Reference, string>;
}

/** Pieces put before the item at `index`. Where `list` is missing or null it is created. */
export interface Insertion {
  readonly list: Reference;
  readonly index: number;
  readonly pieces: readonly Piece[];
}

export interface ListChanges {
  readonly type: "lists";
  readonly removals: readonly ListItem[];
  readonly insertions: readonly Insertion[];
  /** Strings replaced in place. */
  readonly strings: ReadonlyMap<Reference, string>;
  /** Tasks renamed in place. The `item` of a function, which stands in a map, is its own reference. */
  readonly renames: readonly { readonly item: ListItem; readonly name: string }[];
  readonly cautions: readonly Caution[];
}

export type Changes =
  | ListChanges
  | {
      readonly type: "set";
      readonly at: Reference;
      readonly value: Json;
      /** Tasks that it makes. */
      readonly select?: readonly Reference[];
    }
  | { readonly type: "unset"; readonly at: Reference };

/** Why an edit cannot be made. */
export interface EditProblem {
  readonly code: string;
  readonly message: string;
  readonly reference: Reference;
}
