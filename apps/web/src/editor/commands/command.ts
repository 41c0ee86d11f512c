// What a user command is. One file per command; palette, shortcut sheet, menus and keys all read the same list.

import type { Reference } from "@ironweave/schema";
import type { CanvasSession } from "../canvas/canvas-session.ts";
import type { DesignerUi } from "../store/designer-ui.ts";
import type { EditorStore } from "../store/editor-state.ts";

/** The clipboard, as a port: the browser's in the page, a variable in tests. */
export interface Clipboard {
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

/** A file for the user. For `image/png` the text is the SVG to draw. */
export interface ExportedFile {
  readonly name: string;
  readonly type: "image/svg+xml" | "image/png" | "text/plain" | "application/yaml";
  readonly text: string;
}

/** Where an output to pin is from. */
export type OutputSource = "dry-run" | "last-run";

/** Outputs that steps are taken to give when things are tried out. */
export interface Pinning {
  isPinned(task: Reference): boolean;
  /** Where an output of the step is known from. */
  sources(task: Reference): readonly OutputSource[];
  /** Gives a sentence for the user where it cannot be done. */
  pin(task: Reference, source: OutputSource): Promise<string | undefined>;
  unpin(task: Reference): void;
}

/** What commands work on. */
export interface CommandContext {
  readonly store: EditorStore;
  readonly ui: DesignerUi;
  readonly session: CanvasSession;
  readonly clipboard: Clipboard;
  readonly pinning: Pinning;
  /** Offers a file to the user: a download in the page, a variable in tests. */
  readonly saveFile: (file: ExportedFile) => Promise<void>;
  /** Shows a short message; `undo` offers to take the last step back. */
  readonly notify: (text: string, options?: { readonly undo?: boolean; readonly danger?: boolean }) => void;
}

/** Where a command stands in the palette and on the sheet. */
export type CommandGroup = "Edit" | "Steps" | "Wrap" | "Try out" | "View" | "Workflow";

/** A user command. */
export interface Command {
  /** Stable; kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** Shortcuts such as `Mod+Shift+Z`; single characters work on the canvas only. */
  readonly keys: readonly string[];
  /** True where it can be run now; hidden or greyed out otherwise. */
  when(context: CommandContext): boolean;
  run(context: CommandContext): void | Promise<void>;
}
