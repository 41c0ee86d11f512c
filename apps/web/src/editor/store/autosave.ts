// Saves the draft while the user works. Each change is in the browser's storage at once and on the server shortly after;
// one save is in flight at a time. The invariant: a text is dropped locally only after the server has confirmed that text.

import type { EditorBackend } from "../backend/editor-backend.ts";
import type { EditorStore } from "./editor-state.ts";
import { dropLocalDraft, writeLocalDraft, type DraftStorage } from "./local-draft.ts";

/** Timers and storage are arguments, so that tests need no browser. */
export interface AutosaveOptions {
  readonly workflowId: string;
  readonly revision: number;
  readonly backend: Pick<EditorBackend, "saveDraft">;
  readonly storage: DraftStorage;
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
  /** Goes on after a conflict: `mine` overwrites the other draft, `theirs` replaces the text (undoable). */
  resolve(choice: "mine" | "theirs"): void;
  stop(): void;
}

/** Starts saving the store's text whenever it changes. */
export function startAutosave(store: EditorStore, options: AutosaveOptions): Autosave {
  const { workflowId, backend, storage, later, pauseMs = 700, retryMs = 3000 } = options;
  let { revision } = options;
  let cancel = () => {};
  let inFlight: Promise<void> | undefined;

  function schedule(ms: number): void {
    cancel();
    cancel = later(() => void flush(), ms);
  }

  async function save(): Promise<void> {
    const { text, save: state } = store.getState();
    if (state.type === "saved" || state.type === "conflict") return;
    store.setSave({ type: "saving" });
    let result;
    try {
      result = await backend.saveDraft(text, revision);
    } catch {
      store.setSave({ type: "offline" });
      schedule(retryMs);
      return;
    }
    const unchanged = store.getState().text === text;
    if (result.type === "saved" || (result.type === "conflict" && result.draft.text === text)) {
      const stored = result.type === "saved" ? result : result.draft;
      ({ revision } = stored);
      if (unchanged) {
        dropLocalDraft(storage, workflowId);
        store.setSave({ type: "saved", at: stored.updatedAt });
      } else {
        writeLocalDraft(storage, workflowId, { text: store.getState().text, baseRevision: revision });
        store.setSave({ type: "unsaved" });
        schedule(pauseMs);
      }
    } else if (result.type === "conflict")
      store.setSave({ type: "conflict", theirs: result.draft.text, revision: result.draft.revision });
    else store.setSave({ type: "refused", message: result.message });
  }

  async function flush(): Promise<void> {
    cancel();
    if (inFlight !== undefined) await inFlight;
    inFlight = save().finally(() => (inFlight = undefined));
    await inFlight;
  }

  const unsubscribe = store.subscribe((state, old) => {
    if (state.text === old.text) return;
    writeLocalDraft(storage, workflowId, { text: state.text, baseRevision: revision });
    if (state.save.type !== "conflict") schedule(pauseMs);
  });

  return {
    flush,
    resolve(choice) {
      const { save: state } = store.getState();
      if (state.type !== "conflict") return;
      ({ revision } = state);
      store.setSave({ type: "unsaved" });
      if (choice === "theirs") store.replaceText(state.theirs, "Take the other draft", "server");
      void flush();
    },
    stop() {
      cancel();
      unsubscribe();
    },
  };
}
