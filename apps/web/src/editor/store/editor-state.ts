// The shape of the editor's state, and what the rest of the editor may ask of the store. Types only.

import type { Caution, Diagnostic, Edit, Graph, Reference, Source, TextEdit } from "@ironweave/schema";
import type { StoreApi } from "zustand/vanilla";
import type { GraphIndex } from "../kernels/graph-index.ts";

/** Everything derived from one text. `graph` is undefined where the text gives no document. */
export interface Analysis {
  readonly text: string;
  readonly source: Source;
  readonly graph: Graph | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The last analysis that gave a graph, indexed: what the canvas draws, also while the text is broken. */
export interface Drawing {
  readonly source: Source;
  readonly index: GraphIndex;
}

/**
 * `text`: the text as it is. Otherwise the text does not parse, and it is of the text as it last parsed (`earlier`), of the lines
 * that parse where no earlier text is known (`part`), of the last saved `version`, or there is `none`.
 */
export type Drawn = "text" | "earlier" | "part" | "version" | "none";

/** Who caused a change; a view ignores its own. */
export type Origin = "text" | "canvas" | "form" | "history" | "server";

/** The latest change of the text, as steps to replay in order on a copy of the text before it. */
export interface TextChange {
  readonly origin: Origin;
  readonly steps: readonly (readonly TextEdit[])[];
}

/**
 * Where the draft stands. `conflict` holds another text of the same person that meets theirs: saved in another window, or left in
 * this browser by a window that is gone; `base` is what both began with.
 */
export type SaveState =
  | { readonly type: "saved"; readonly at: string | undefined }
  | { readonly type: "unsaved" }
  | { readonly type: "saving" }
  | { readonly type: "offline" }
  | { readonly type: "refused"; readonly message: string }
  | {
      readonly type: "conflict";
      readonly base: string;
      readonly theirs: string;
      readonly from: "window" | "copy";
    };

/** The whole state. Replaced, never mutated. */
export interface EditorState {
  readonly text: string;
  readonly change: TextChange;
  readonly analysis: Analysis;
  readonly drawing: Drawing;
  /** What the drawing is of. */
  readonly drawn: Drawn;
  /** True where the drawing is older than the text, because the text does not parse. */
  readonly stale: boolean;
  /** Tasks touched by the broken part of the text. Empty unless stale. */
  readonly broken: readonly Reference[];
  readonly selection: readonly Reference[];
  readonly selectedBy: Origin;
  readonly folded: ReadonlySet<Reference>;
  readonly undoLabel: string | undefined;
  /** The entry that an undo would take back; no other entry ever has its id. */
  readonly undoId: number | undefined;
  readonly redoLabel: string | undefined;
  readonly save: SaveState;
}

/** Why a gesture had no effect, in words for the user; undefined where it had. */
export type Refusal = string | undefined;

/** A gesture that is planned and not made yet. */
export interface PreparedEdit {
  /** What it does beside what it was asked for, or cannot keep. */
  readonly cautions: readonly Caution[];
  /** Makes it; planned anew where the text has changed since. */
  commit(): Refusal;
}

/** State and the only ways to change it. */
export interface EditorStore extends Pick<StoreApi<EditorState>, "getState" | "subscribe" | "getInitialState"> {
  /** Applies edits typed in the text view; coalesced into undo steps. */
  type(edits: readonly TextEdit[]): void;
  /**
   * Plans and applies document edits as one undo step. Nothing changes where one of them is refused. Edits of the same
   * `visit` (one stay in a field) in a row are one undo step.
   */
  perform(edits: readonly Edit[], label: string, origin?: Origin, visit?: number): Refusal;
  /** The same in two steps, for gestures that a person may want to think about; a sentence where it is refused. */
  prepare(edits: readonly Edit[], label: string, origin?: Origin): PreparedEdit | string;
  /** Replaces the whole text as one undo step (import, restore, taking the server's text). */
  replaceText(text: string, label: string, origin?: Origin): void;
  /** Applies planned text edits (a quick fix, a merge) as one undo step; none where there are none. @default origin "form" */
  applyTextEdits(edits: readonly TextEdit[], label: string, origin?: Origin): void;
  /** Takes the newest entry back; with `only`, nothing unless that entry is the newest. */
  undo(only?: number): void;
  redo(): void;
  /** Ends the running typing step. */
  closeTyping(): void;
  select(references: readonly Reference[], by: Origin): void;
  toggleFold(reference: Reference): void;
  setSave(save: SaveState): void;
  /** Draws another text (the last version) where the own one has given no drawing at all. */
  drawVersion(text: string): void;
}
