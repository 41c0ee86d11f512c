// What was typed and is not on the server yet, kept in the browser, so that a crash or a lost connection loses nothing. Each
// window keeps a copy of its own, so that two windows never overwrite each other's; a copy whose window is gone is taken up by
// the next one. The invariant: a copy is removed only by its own window, or after its text was taken into another's.

import type { TextEdit } from "@ironweave/schema";
import type { DraftStorage } from "./local-draft.ts";
import { applyEdits, differenceEdits } from "./text-edits.ts";

/** Where copies are kept; `localStorage` in the browser. */
export interface CopyStorage extends DraftStorage {
  /** All keys. */
  keys(): readonly string[];
}

/** Tells which windows live. */
export interface LiveWindows {
  /** Holds the name for as long as this window lives, or until the returned function is called. */
  hold(name: string): () => void;
  /** Calls back once the window that holds the name is gone, or at once where nobody does; returns the cancellation. */
  whenGone(name: string, take: () => void): () => void;
}

/** A text, and the one of the server that it was written on; undefined where that is not known any more. */
export interface DraftCopy {
  readonly text: string;
  readonly baseText: string | undefined;
}

/** The copies of one workflow in this browser, for one person. */
export interface DraftCopies {
  /** Keeps this window's copy. False where the browser keeps none: the text is still in memory. */
  write(copy: DraftCopy): boolean;
  /** Forgets this window's copy, once the server has the text. */
  drop(): void;
  /** Gives the copies whose windows are gone, each once, now or later. `forget` is called once its text stands in this window. */
  adopt(take: (copy: DraftCopy, forget: () => void) => void): void;
  /** This window goes: what it has kept is for the next one. */
  close(): void;
}

/** `scope` names the person and the workflow, `windowId` this window. */
export function createDraftCopies(
  storage: CopyStorage,
  windows: LiveWindows,
  scope: string,
  windowId: string,
): DraftCopies {
  const prefix = `ironweave:draft:${scope}:`;
  const own = prefix + windowId;
  const release = windows.hold(own);
  const cancels: (() => void)[] = [];
  return {
    write({ text, baseText }) {
      try {
        const back = baseText === undefined ? null : differenceEdits(text, baseText);
        storage.setItem(own, JSON.stringify({ text, back }));
        return true;
      } catch {
        // Private windows may refuse storage, or it is full: autosave to the server goes on.
        return false;
      }
    },
    drop: () => remove(storage, own),
    adopt(take) {
      const others = storage.keys().filter((key) => key.startsWith(prefix) && key !== own);
      for (const key of others) {
        const forget = () => remove(storage, key);
        const cancel = windows.whenGone(key, () => {
          const copy = readCopy(storage, key);
          if (copy === undefined) forget();
          else take(copy, forget);
        });
        cancels.push(cancel);
      }
    },
    close() {
      for (const cancel of cancels) cancel();
      release();
    },
  };
}

function remove(storage: DraftStorage, key: string): void {
  try {
    storage.removeItem(key);
  } catch {
    // Storage that refuses has nothing to forget.
  }
}

function readCopy(storage: DraftStorage, key: string): DraftCopy | undefined {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? "null");
    if (typeof stored !== "object" || stored === null || !("text" in stored) || typeof stored.text !== "string")
      return undefined;
    const back = "back" in stored && isEdits(stored.back) ? stored.back : undefined;
    return { text: stored.text, baseText: back === undefined ? undefined : applyEdits(stored.text, back) };
  } catch {
    return undefined;
  }
}

function isEdits(value: unknown): value is readonly TextEdit[] {
  return Array.isArray(value) && value.every(isEdit);
}

function isEdit(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("range" in value) || !("text" in value)) return false;
  const { range, text } = value;
  if (typeof text !== "string" || typeof range !== "object" || range === null) return false;
  return "start" in range && "end" in range && typeof range.start === "number" && typeof range.end === "number";
}
