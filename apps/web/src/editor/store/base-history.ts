// Which common text the person's text comes from, at each place of the undo history: a merge that is undone did not happen, so
// the text comes from the older common text again. (Else what was merged in would look like something the person deleted.) Pure.

import type { CommonText } from "../backend/editor-backend.ts";

/** The common text now, and how it follows the history. */
export interface BaseHistory {
  current(): CommonText;
  /** A merge, which is the undo entry with this id, has made the text come from another common text. */
  move(entry: number, base: CommonText): void;
  /** The text comes from this one wherever the history goes: it was published, or another window has told. */
  set(base: CommonText): void;
  /** After an undo or a redo: the id of the newest entry that is done, 0 where there is none. True where `current` changed. */
  travel(entry: number): boolean;
  /** After any other edit: what was undone cannot come back. */
  edit(): void;
}

/** Begins with the one that the text was opened with. */
export function createBaseHistory(first: CommonText): BaseHistory {
  let moves: readonly { readonly entry: number; readonly base: CommonText }[] = [{ entry: 0, base: first }];
  let at = 0;
  const current = () => moves[at]?.base ?? first;
  return {
    current,
    move(entry, base) {
      moves = [...moves.slice(0, at + 1), { entry, base }];
      at = moves.length - 1;
    },
    set(base) {
      moves = [{ entry: 0, base }];
      at = 0;
    },
    travel(entry) {
      const before = current();
      at = Math.max(
        0,
        moves.findLastIndex((move) => move.entry <= entry),
      );
      return current() !== before;
    },
    edit() {
      moves = moves.slice(0, at + 1);
    },
  };
}
