// The text of one field while it is typed, and when the document gets it: shortly after each pause where that can do no harm,
// and when the reader leaves, presses Enter or closes the page. No React, no DOM; the timer is an argument. The invariant:
// what differs from the document is held in the form's drafts, so the page never says that it is saved.

import type { Refusal } from "../store/editor-state.ts";
import type { FormDrafts } from "../store/form-drafts.ts";

/** The document's side of a field. Given anew with every rendering. */
export interface FieldWiring {
  /** The document's value as text. */
  readonly value: string;
  /** Changes the document; the changes of one `visit` are one undo step. */
  readonly commit: (text: string, visit: number) => Refusal;
  /** Whether a text may become a change while the reader is still in the field: one that removes or renames the field may not. */
  readonly live: (text: string) => boolean;
  /** The newest entry of the undo history. */
  readonly newestEntry: () => number | undefined;
  /** Takes an entry back if it is the newest. */
  readonly undo: (entry: number) => void;
}

/** What the field is made of. */
export interface FieldDraftOptions {
  readonly key: string;
  readonly task: string;
  readonly drafts: FormDrafts;
  /** Calls back after some milliseconds; returns the cancellation. */
  readonly later: (run: () => void, ms: number) => () => void;
  /** Shows a text in the field, and why the last one was refused. */
  readonly show: (text: string, refusal: Refusal) => void;
}

/** The pause after which what is typed becomes a change. */
export const PAUSE_MS = 300;

export type FieldDraft = ReturnType<typeof createFieldDraft>;

/** A field showing the document's value, or what an earlier page left unfinished on the same value. */
export function createFieldDraft({ key, task, drafts, later, show }: FieldDraftOptions, first: FieldWiring) {
  let wiring = first;
  const left = drafts.getState().get(key);
  const resumed = left !== undefined && left.base === first.value && left.text !== first.value;
  let text = resumed ? left.text : first.value;
  let given: string | undefined;
  let typing = false;
  let before = first.value;
  let visit = drafts.newVisit();
  let entry: number | undefined;
  let cancel = () => {};

  const waits = (): boolean => text !== wiring.value && text !== given;
  const give = (): void => {
    cancel();
    if (!waits()) return;
    const newest = wiring.newestEntry();
    const refusal = wiring.commit(text, visit);
    if (refusal === undefined) {
      given = text;
      drafts.release(key);
      if (wiring.newestEntry() !== newest) entry = wiring.newestEntry();
    } else drafts.hold(key, { text, base: wiring.value, task, refusal });
    show(text, refusal);
  };
  const reset = (next: string): void => {
    cancel();
    text = next;
    given = undefined;
    drafts.release(key);
    show(text, undefined);
  };
  const stop = drafts.onFlush(key, give);
  if (left !== undefined && !resumed) drafts.release(key);
  if (resumed && left.refusal === undefined && first.live(text)) cancel = later(give, 0);

  return {
    text: (): string => text,
    /** Why the text that an earlier page left was refused. */
    refusal: (): Refusal => (resumed ? left.refusal : undefined),
    /** The document may have changed: its value replaces the text unless the reader is typing here. */
    renew(next: FieldWiring): void {
      const changed = next.value !== wiring.value;
      wiring = next;
      if (changed && !typing) reset(next.value);
    },
    change(next: string): void {
      cancel();
      text = next;
      show(text, undefined);
      if (!waits()) return drafts.release(key);
      drafts.hold(key, { text, base: wiring.value, task });
      if (wiring.live(text)) cancel = later(give, PAUSE_MS);
      return undefined;
    },
    /** Done: what is typed counts, and an Escape after it takes nothing back. */
    enter(): void {
      give();
      if (waits()) return;
      before = text;
      entry = undefined;
      visit = drafts.newVisit();
    },
    focus(): void {
      typing = true;
      before = wiring.value;
      visit = drafts.newVisit();
      entry = undefined;
    },
    blur(): void {
      typing = false;
      if (waits()) give();
      else if (text !== wiring.value) reset(wiring.value);
    },
    /** Back to what stood here when the reader came, also in the document. True where that is something else. */
    escape(): boolean {
      const taken = entry !== undefined || text !== before;
      if (entry !== undefined) wiring.undo(entry);
      entry = undefined;
      reset(before);
      return taken;
    },
    /** The field goes away: what was being typed becomes a change. */
    close(): void {
      if (typing) give();
      cancel();
      stop();
    },
  };
}
