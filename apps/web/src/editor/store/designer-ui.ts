// What is open and where on the designer's screen: panels, dialogs, the insert menu. Vanilla; nothing here is undone.

import type { Caution, Reference } from "@ironweave/schema";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { DraftStorage } from "./local-draft.ts";
import type { Slot } from "../kernels/flow-layout.ts";

/** The dialogs of the designer; at most one is open. */
export type DesignerDialog =
  | "run"
  | "save-version"
  | "versions"
  | "commands"
  | "shortcuts"
  | "find"
  | "merge"
  | "differences"
  | "question"
  | "dropped";

/** A gesture that waits for a person's word, as it cannot keep all that the workflow does. */
export interface Question {
  /** What was asked for, e.g. `Wrap a in do`. */
  readonly title: string;
  readonly cautions: readonly Caution[];
  readonly goOn: () => void;
}

/** A whole workflow that was dropped or pasted on the drawing. */
export interface DroppedWorkflow {
  readonly file: string;
  readonly text: string;
  readonly name: string;
  /** Names of its steps, in order. */
  readonly steps: readonly string[];
  /** Parts of it that are not its steps. */
  readonly beside: readonly string[];
  readonly insert: () => void;
  /** Where this workflow has no steps yet: makes it the whole text. */
  readonly replace?: () => void;
}

/** The view shown where there is room for one only. */
export type NarrowView = "outline" | "canvas" | "form" | "text";

/** The panels of the dock. */
export type DockPanel = "problems" | "effects" | "playground";

/** The screen's state. */
export interface DesignerUiState {
  /** What stands in the middle: the editor, or a dry run of what it holds. */
  readonly mode: "edit" | "dry-run";
  /** The past run whose answers dry runs use, by its id. */
  readonly replay: string | undefined;
  readonly palette: boolean;
  /** Where the dry run that opens is to stand: before a step's first start, or behind its end. */
  readonly wish: { readonly task: Reference; readonly until: "before" | "after" } | undefined;
  /** In the palette's place. */
  readonly outline: boolean;
  readonly inspector: boolean;
  readonly text: boolean;
  readonly dock: DockPanel | undefined;
  readonly dialog: DesignerDialog | undefined;
  readonly question: Question | undefined;
  readonly dropped: DroppedWorkflow | undefined;
  /** The note of a version whose saving waits for a merge. */
  readonly versionNote: string | undefined;
  /** The insert menu: where the step goes and where on the screen the menu stands. */
  readonly insert: { readonly slot: Slot; readonly x: number; readonly y: number } | undefined;
  readonly menu: { readonly task: Reference | undefined; readonly x: number; readonly y: number } | undefined;
  readonly view: NarrowView;
  /** A place in the text that the user asked to see. */
  /** Whether keys without Ctrl or Cmd are shortcuts. */
  readonly singleKeys: boolean;
  readonly reveal: { readonly offset: number } | undefined;
}

/** The store of the screen's state. */
export type DesignerUi = StoreApi<DesignerUiState>;

const SINGLE_KEYS = "ironweave:single-keys";

/** The screen as it opens. What the user set for all workflows is read from `storage` and kept there. */
export function createDesignerUi(storage?: Pick<DraftStorage, "getItem" | "setItem">): DesignerUi {
  const ui = createStore<DesignerUiState>(() => ({
    singleKeys: storage?.getItem(SINGLE_KEYS) !== "off",
    mode: "edit",
    replay: undefined,
    wish: undefined,
    palette: true,
    outline: false,
    inspector: true,
    text: true,
    dock: undefined,
    dialog: undefined,
    question: undefined,
    dropped: undefined,
    versionNote: undefined,
    insert: undefined,
    menu: undefined,
    view: "outline",
    reveal: undefined,
  }));
  ui.subscribe(({ singleKeys }, old) => {
    if (singleKeys !== old.singleKeys) storage?.setItem(SINGLE_KEYS, singleKeys ? "on" : "off");
  });
  return ui;
}
