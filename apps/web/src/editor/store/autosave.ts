// Saves a person's draft while they work. Each change is in the browser's storage at once and on the server shortly after; one
// save is in flight at a time. What another window of the same person has saved meanwhile is merged in, as one undoable edit;
// where both changed the same lines the person is asked. The invariant: a text is dropped locally only after the server has
// confirmed that text, and a text of another window is replaced only by one that it was merged into.

import type { CommonText, EditorBackend, StoredDraft } from "../backend/editor-backend.ts";
import { lineEdits } from "../merge/line-edits.ts";
import { mergedText, mergeTexts } from "../merge/merge-texts.ts";
import { createBaseHistory } from "./base-history.ts";
import type { DraftCopies, DraftCopy } from "./draft-copies.ts";
import type { EditorStore } from "./editor-state.ts";

/** Timers and storage are arguments, so that tests need no browser. */
export interface AutosaveOptions {
  readonly draft: Pick<StoredDraft, "text" | "revision" | "base">;
  readonly backend: Pick<EditorBackend, "saveDraft" | "readDraft">;
  readonly copies: DraftCopies;
  /** Calls back after some milliseconds; returns the cancellation. */
  readonly later: (run: () => void, ms: number) => () => void;
  /** The pause after the last change. @default 700 */
  readonly pauseMs?: number;
  /** The pause before another try when the server did not answer. @default 3000 */
  readonly retryMs?: number;
}

/** The running autosave. */
export interface Autosave {
  /** Saves now what is not saved; resolves when the server has it or could not be reached. */
  flush(): Promise<void>;
  /** Takes in the draft on the server, where it is newer than what this window knows. */
  pull(revision: number): Promise<void>;
  /** Ends a conflict: `text` is what the two were merged into. */
  resolve(text: string): void;
  /** The common text that this window's text comes from. */
  base(): CommonText;
  /** Makes `text`, which the common text was merged into, this window's text, as one undoable edit. */
  merge(base: CommonText, text: string): void;
  /** The common text is one that this person has written, or has already: nothing is to be merged. */
  published(base: CommonText): void;
  stop(): void;
}

/** Starts saving the store's text whenever it changes. */
export function startAutosave(store: EditorStore, options: AutosaveOptions): Autosave {
  const { backend, copies, later, pauseMs = 700, retryMs = 3000 } = options;
  /** The draft as the server is known to have it. */
  let server: Pick<StoredDraft, "text" | "revision"> = options.draft;
  const bases = createBaseHistory(options.draft.base);
  let isBaseSent = false;
  let cancel = () => {};
  let inFlight: Promise<void> | undefined;
  let isStopped = false;
  /** What follows once the conflict is resolved. */
  let settle = () => {};

  function schedule(ms: number): void {
    cancel();
    // What could not be saved by then is in this browser, for the next window.
    if (!isStopped) cancel = later(() => void flush(), ms);
  }

  function keepCopy(): boolean {
    return copies.write({ text: store.getState().text, baseText: server.text });
  }

  /** The server has `text`; what was typed since is saved next. */
  function confirm(text: string, revision: number, updatedAt: string): void {
    server = { text, revision };
    if (store.getState().text === text) {
      copies.drop();
      store.setSave({ type: "saved", at: updatedAt });
      if (!isBaseSent && revision > 0) touch();
    } else {
      keepCopy();
      touch();
    }
  }

  function touch(): void {
    store.setSave({ type: "unsaved" });
    schedule(pauseMs);
  }

  async function save(): Promise<void> {
    const { text, save: state } = store.getState();
    if (state.type === "saved" || state.type === "conflict") return;
    store.setSave({ type: "saving" });
    const base = bases.current();
    const sent = isBaseSent ? undefined : base;
    let result;
    try {
      result = await backend.saveDraft(text, server.revision, sent);
    } catch {
      store.setSave({ type: "offline" });
      schedule(retryMs);
      return;
    }
    if (result.type === "saved") {
      if (sent !== undefined) isBaseSent = sent === bases.current();
      confirm(text, result.revision, result.updatedAt);
    } else if (result.type === "conflict") takeIn(result.draft);
    else store.setSave({ type: "refused", message: result.message });
  }

  /** Another window's draft, merged into this one's text. */
  function takeIn(draft: StoredDraft): void {
    const { text } = store.getState();
    const merged = mergedText(mergeTexts(server.text, text, draft.text));
    if (merged === undefined) {
      settle = () => follow(draft);
      store.setSave({ type: "conflict", base: server.text, theirs: draft.text, from: "window" });
      return;
    }
    follow(draft);
    store.applyTextEdits(lineEdits(text, merged), "Changes of another window", "server");
    if (merged === draft.text && isBaseSent) confirm(merged, draft.revision, draft.updatedAt);
    else {
      keepCopy();
      touch();
    }
  }

  function follow(draft: StoredDraft): void {
    server = draft;
    if (draft.base.revision < bases.current().revision) return;
    bases.set(draft.base);
    isBaseSent = true;
  }

  /** A copy that a window left behind. */
  function recover({ text, baseText = server.text }: DraftCopy, forget: () => void): void {
    const { text: mine, save: state } = store.getState();
    // One question at a time; the copy stays for the next window.
    if (state.type === "conflict") return;
    const merged = mergedText(mergeTexts(baseText, mine, text));
    if (merged === undefined) {
      settle = forget;
      store.setSave({ type: "conflict", base: baseText, theirs: text, from: "copy" });
      return;
    }
    store.applyTextEdits(lineEdits(mine, merged), "Recover unsaved changes", "server");
    if (merged === server.text || keepCopy()) forget();
  }

  async function flush(): Promise<void> {
    cancel();
    if (inFlight !== undefined) await inFlight;
    inFlight = save().finally(() => (inFlight = undefined));
    await inFlight;
  }

  const unsubscribe = store.subscribe((state, old) => {
    if (state.text === old.text) return;
    if (state.change.origin !== "history") bases.edit();
    else if (bases.travel(state.undoId ?? 0)) isBaseSent = false;
    keepCopy();
    if (state.save.type !== "conflict") schedule(pauseMs);
  });
  copies.adopt(recover);

  return {
    flush,
    async pull(revision) {
      if (inFlight !== undefined) await inFlight;
      if (revision <= server.revision || store.getState().save.type === "conflict") return;
      try {
        const draft = await backend.readDraft();
        const { save: state } = store.getState();
        if (draft.revision > server.revision && inFlight === undefined && state.type !== "conflict") takeIn(draft);
      } catch {
        // It is told again, or met when this window saves.
      }
    },
    resolve(text) {
      const { text: mine, save: state } = store.getState();
      if (state.type !== "conflict") return;
      store.setSave({ type: "unsaved" });
      store.applyTextEdits(lineEdits(mine, text), "Merge", "server");
      keepCopy();
      settle();
      void flush();
    },
    base: () => bases.current(),
    merge(base, text) {
      const { text: mine, undoId } = store.getState();
      store.applyTextEdits(lineEdits(mine, text), "Merge", "server");
      const entry = store.getState().undoId ?? 0;
      if (entry === undoId) bases.set(base);
      else bases.move(entry, base);
      isBaseSent = false;
      if (store.getState().save.type !== "conflict") touch();
    },
    published(base) {
      bases.set(base);
      isBaseSent = false;
      if (store.getState().save.type !== "conflict") touch();
    },
    stop() {
      isStopped = true;
      cancel();
      unsubscribe();
      copies.close();
    },
  };
}
