// A running gesture: moving tasks, placing something new, or connecting. Kept outside React state, so that pointer moves
// render only what shows them. One session per designer; the palette starts sessions too.

import type { Reference } from "@ironweave/schema";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { CaseRow, Slot } from "../kernels/flow-layout.ts";

/** What the pointer (or the keyboard, for `connect`) holds. */
export type Gesture =
  | { readonly type: "move"; readonly tasks: readonly Reference[]; readonly label: string }
  | { readonly type: "new"; readonly item: string; readonly label: string }
  | { readonly type: "box"; readonly from: { readonly x: number; readonly y: number } }
  | {
      readonly type: "connect";
      readonly from: Reference;
      readonly row: CaseRow | undefined;
      readonly keyboard: boolean;
    };

/** The gesture, where the pointer is on the screen, and where a drop would land. */
export interface CanvasSessionState {
  readonly gesture: Gesture | undefined;
  readonly x: number;
  readonly y: number;
  readonly slot: Slot | undefined;
  readonly target: Reference | undefined;
  /** The step under the pointer of a connection that may not go there. */
  readonly refused: Reference | undefined;
  /** The task whose name is being edited in place. */
  readonly renaming: Reference | undefined;
  /** Which slot a point of the screen is near; set by the canvas, asked by the palette. */
  readonly slotAt: ((x: number, y: number) => Slot | undefined) | undefined;
}

/** The store of the running gesture. */
export type CanvasSession = StoreApi<CanvasSessionState>;

const IDLE: CanvasSessionState = {
  gesture: undefined,
  x: 0,
  y: 0,
  slot: undefined,
  target: undefined,
  refused: undefined,
  renaming: undefined,
  slotAt: undefined,
};

/** A session with nothing going on. */
export function createCanvasSession(): CanvasSession {
  return createStore(() => IDLE);
}

/** Ends the running gesture without effect. */
export function endGesture(session: CanvasSession): void {
  session.setState({ gesture: undefined, slot: undefined, target: undefined, refused: undefined });
}
