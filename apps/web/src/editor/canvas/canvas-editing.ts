// What the canvas may ask of its editor. Absent on a read-only canvas, which then has no handles and no insert buttons.

import type { Reference } from "@ironweave/schema";
import type { CaseRow, Slot } from "../kernels/flow-layout.ts";

/** Gestures of the canvas, in terms of tasks and slots. Each is one undo step. */
export interface CanvasEditing {
  /** The insert button was pressed (by pointer or keyboard); `anchor` is the button. */
  insertAt(slot: Slot, anchor: HTMLElement): void;
  /** Something new from the palette was dropped. */
  insertNew(item: string, slot: Slot): void;
  move(tasks: readonly Reference[], slot: Slot): void;
  /** Points a task's `then`, or one case of a switch, to a sibling (or removes it where `to` is undefined). */
  connect(from: Reference, row: CaseRow | undefined, to: Reference | undefined): void;
  /** A connection was drawn to a step where it may not go: says why. */
  refuse(from: Reference, to: Reference): void;
  rename(task: Reference, name: string): void;
  /** Opens the menu of commands at a place on the screen. */
  openMenu(task: Reference | undefined, x: number, y: number): void;
}
