// What was typed and is not on the server yet, kept in the browser, so that a crash or a lost connection loses nothing.

/** Where a local copy is kept; `localStorage` in the browser. */
export interface DraftStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A text and the revision of the server's draft that it was written on. */
export interface LocalDraft {
  readonly text: string;
  readonly baseRevision: number;
}

const key = (workflowId: string) => `ironweave:draft:${workflowId}`;

/** Reads the local copy, or undefined where there is none that can be read. */
export function readLocalDraft(storage: DraftStorage, workflowId: string): LocalDraft | undefined {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key(workflowId)) ?? "null");
    if (typeof stored !== "object" || stored === null || !("text" in stored) || !("baseRevision" in stored))
      return undefined;
    const { text, baseRevision } = stored;
    return typeof text === "string" && typeof baseRevision === "number" ? { text, baseRevision } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the local copy; a full or forbidden storage is ignored, the text is still in memory. */
export function writeLocalDraft(storage: DraftStorage, workflowId: string, draft: LocalDraft): void {
  try {
    storage.setItem(key(workflowId), JSON.stringify(draft));
  } catch {
    // Private windows may refuse storage: autosave to the server goes on.
  }
}

/** Forgets the local copy, once the server has the text. */
export function dropLocalDraft(storage: DraftStorage, workflowId: string): void {
  try {
    storage.removeItem(key(workflowId));
  } catch {
    // See writeLocalDraft.
  }
}
